package dev.licencekeys;

import dev.licencekeys.event.Event;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.UsageSample;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A store with one pool and its stock, which writes down what is told of it. */
final class AlarmStore {
    private PoolRow row;
    private final List<StockRow> stock;
    private final List<Event> told = new ArrayList<>();

    /** Whether somebody else holds the pool. */
    boolean held;

    /** How many keys had been given once. */
    Optional<UsageSample> usage = Optional.empty();

    AlarmStore(PoolRow row, List<StockRow> stock) {
        this.row = row;
        this.stock = new ArrayList<>(stock);
    }

    PoolRow row() {
        return row;
    }

    List<StockRow> take(int count) {
        List<StockRow> first = stock.subList(0, Math.min(count, stock.size()));
        List<StockRow> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    List<StockRow> takeLast() {
        return List.of(stock.remove(stock.size() - 1));
    }

    /** What is told because these were taken. */
    List<Event> tell(Alarms alarms, List<StockRow> taken) {
        told.clear();
        alarms.afterTaking(transaction(), taken, Map.of(row.id(), row), Run.NOW);
        return List.copyOf(told);
    }

    List<Event> recheck(Alarms alarms) {
        told.clear();
        alarms.recheck(transaction(), row.pool(), Run.NOW);
        return List.copyOf(told);
    }

    /** A transaction that answers what is asked of this pool, and refuses everything else. */
    StoreTransaction transaction() {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, call, args) -> answer(call.getName(), args));
    }

    private Object answer(String call, Object[] args) {
        return switch (call) {
            case "positionsLeaving" -> positionsLeaving((List<?>) args[2]);
            case "lockPools" -> Map.of(row.pool(), row);
            case "lockFreePools" -> held ? Map.<Long, PoolRow>of() : Map.of(row.id(), row);
            case "usageSince" -> usage.map(sample -> Map.of(row.pool(), sample)).orElse(Map.of());
            case "afterCommit" -> false;
            case "lockedPools" -> Map.of();
            case "savePools" -> {
                ((Collection<?>) args[1]).forEach(pool -> row = (PoolRow) pool);
                yield true;
            }
            case "addEvents" ->
                told.addAll(((List<?>) args[1]).stream().map(Event.class::cast).toList());
            default -> throw new UnsupportedOperationException(call + ", where only one pool is needed");
        };
    }

    private List<OptionalLong> positionsLeaving(List<?> wanted) {
        return wanted.stream()
                .map(Long.class::cast)
                .map(left -> stock.size() > left
                        ? OptionalLong.of(
                                stock.get((int) (stock.size() - left - 1)).position())
                        : OptionalLong.empty())
                .toList();
    }
}
