package dev.licencekeys.testkit;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A pool: its row, its stock by position, and the lines that wait for it by place. */
final class InMemoryPool {
    final NavigableMap<Long, StockRow> stock = new TreeMap<>();
    final NavigableMap<Long, LineRef> queue = new TreeMap<>();

    private PoolRow row;

    /** Keys that were seen. */
    private long revealed;

    /** How many keys had been given at a time. */
    final NavigableMap<Instant, Long> usage = new TreeMap<>();

    InMemoryPool(long id, Pool pool, ThresholdPolicy threshold) {
        this.row = PoolRow.empty(id, pool, threshold);
    }

    PoolRow row() {
        return row.withQueue(queueState());
    }

    private PoolRow.Queue queueState() {
        if (queue.isEmpty()) {
            return PoolRow.Queue.EMPTY;
        }
        return stock.isEmpty() ? PoolRow.Queue.IN_VAIN : PoolRow.Queue.TO_BE_SERVED;
    }

    long id() {
        return row.id();
    }

    void write(UndoLog undo, PoolRow changed) {
        PoolRow before = row;
        row = changed;
        undo.add(() -> row = before);
    }

    void countRevealed(UndoLog undo) {
        revealed++;
        undo.add(() -> revealed--);
    }

    List<StockRow> lowest(int count) {
        List<StockRow> rows = new ArrayList<>(Math.min(count, stock.size()));
        Iterator<StockRow> ascending = stock.values().iterator();
        while (rows.size() < count && ascending.hasNext()) {
            rows.add(ascending.next());
        }
        return rows;
    }

    OptionalLong positionLeaving(long left) {
        long before = stock.size() - left - 1;
        if (before < 0) {
            return OptionalLong.empty();
        }
        // From the nearer end: with the usual thresholds a fifth of the stock is left.
        boolean fromEnd = left < before;
        NavigableMap<Long, StockRow> rows = fromEnd ? stock.descendingMap() : stock;
        return rows.keySet().stream()
                .skip(fromEnd ? left : before)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    PoolStock figures() {
        return new PoolStock(
                row.pool(),
                row.total(),
                stock.size(),
                revealed,
                queue.size(),
                row.threshold(),
                row.followsDefault(),
                row.ignoresCase(),
                Optional.empty());
    }
}
