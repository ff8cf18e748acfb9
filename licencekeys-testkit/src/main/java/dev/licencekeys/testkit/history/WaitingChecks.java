package dev.licencekeys.testkit.history;

import dev.licencekeys.LineRecord;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.event.KeyRetired;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who waits, for how long, and of what the merchant is warned. */
final class WaitingChecks {
    static final List<Check> ALL = List.of(
            new Check("nobody waits for a pool that has keys", WaitingChecks::waitsInVain),
            new Check("who waits longest is served first", WaitingChecks::overtaken),
            new Check("one warning is written for each crossing of a threshold", WaitingChecks::warnings));

    private WaitingChecks() {}

    private static Optional<LineRecord> line(History history, LineRef ref) {
        return history.lines().stream()
                .filter(line -> History.ref(line).equals(ref))
                .findFirst();
    }

    private static List<String> waitsInVain(History history) {
        List<String> faults = new ArrayList<>();
        for (LineRecord line : history.lines()) {
            Set<Pool> pools = line.test() ? Set.of() : history.partialPools(line.product());
            history.available().stream()
                    .filter(key -> line.waiting() > 0
                            && key.pool().filter(pools::contains).isPresent())
                    .findFirst()
                    .ifPresent(key -> faults.add(History.ref(line) + " waits, and the key " + key.id() + " is there"));
        }
        for (Call call : history.done().toList()) {
            for (Call.Told told : call.told()) {
                Optional<ProductRef> product = line(history, told.line()).map(LineRecord::product);
                Set<Pool> pools = product.map(history::partialPools).orElse(Set.of());
                if (told.waiting() > 0) {
                    history.available().stream()
                            .filter(key -> key.pool().filter(pools::contains).isPresent())
                            .filter(key -> layThere(history, key, call))
                            .findFirst()
                            .ifPresent(key -> faults.add(
                                    told.line() + " was told to wait while the key " + key.id() + " was there"));
                }
            }
        }
        return faults;
    }

    /** Whether nobody ever touched a key since before the call. */
    private static boolean layThere(History history, KeyRecord key, Call call) {
        boolean uploadedBefore = history.done()
                .anyMatch(upload -> upload.uploaded().contains(key.id())
                        && upload.pool().equals(key.pool())
                        && upload.isBefore(call));
        return uploadedBefore && !isTouched(history, key.id());
    }

    private static boolean isTouched(History history, KeyId key) {
        return history.events().stream()
                        .anyMatch(event -> event.aboutKey().filter(key::equals).isPresent())
                || history.calls().stream()
                        .flatMap(call -> call.told().stream())
                        .anyMatch(told -> told.keys().contains(key));
    }

    /**
     * Of two lines of a product, each of which waited once, the one that surely waited longer is still waiting, or was served
     * later, although nobody had it locked.
     */
    private static List<String> overtaken(History history) {
        List<String> faults = new ArrayList<>();
        for (Call filling : history.done().toList()) {
            for (int i = 0; i < filling.filled().size(); i++) {
                LineRef served = ref(filling.filled().get(i));
                List<LineRef> later = filling
                        .filled()
                        .subList(i + 1, filling.filled().size())
                        .stream()
                        .map(WaitingChecks::ref)
                        .toList();
                history.lines().stream()
                        .filter(line -> !line.test() && isOlder(history, line, served))
                        .map(History::ref)
                        .filter(line -> later.contains(line) || waitsStill(history, line))
                        .filter(line -> history.calls().stream()
                                .noneMatch(call ->
                                        !call.equals(filling) && overlaps(call, filling) && call.mayConcern(line)))
                        .forEach(line -> faults.add(served + " was served before " + line));
            }
        }
        return faults;
    }

    private static LineRef ref(FilledLine line) {
        return new LineRef(line.orderId(), line.lineId());
    }

    private static boolean overlaps(Call one, Call other) {
        return !one.isBefore(other) && !other.isBefore(one);
    }

    private static boolean isOlder(History history, LineRecord line, LineRef served) {
        Optional<Call> since = waitsSince(history, History.ref(line));
        Optional<Call> other = waitsSince(history, served);
        return since.isPresent()
                && other.isPresent()
                && since.get().isBefore(other.get())
                && !history.partialPools(line.product()).isEmpty()
                && line(history, served)
                        .filter(known -> known.product().equals(line.product()))
                        .isPresent();
    }

    /** The call that first told that a line waits, if it began to only once. */
    private static Optional<Call> waitsSince(History history, LineRef line) {
        long times = history.events(LineWaits.class)
                .filter(event -> new LineRef(event.orderId(), event.lineId()).equals(line))
                .count();
        return times != 1
                ? Optional.empty()
                : history.done()
                        .filter(call -> call.told().stream()
                                .anyMatch(told -> told.line().equals(line) && told.waiting() > 0))
                        .min((one, other) -> Long.compare(one.start(), other.start()));
    }

    private static boolean waitsStill(History history, LineRef line) {
        return line(history, line).filter(known -> known.waiting() > 0).isPresent()
                && history.events(LineFilled.class)
                        .noneMatch(event -> new LineRef(event.orderId(), event.lineId()).equals(line));
    }

    private static List<String> warnings(History history) {
        List<String> faults = new ArrayList<>();
        for (PoolStock pool : history.pools()) {
            long written = history.events(ThresholdReached.class)
                    .filter(event -> event.pool().equals(pool.pool()))
                    .count();
            long replenished = history.done()
                            .filter(call -> call.pool().equals(Optional.of(pool.pool())))
                            .count()
                    + history.events().stream()
                            .filter(event -> changesStock(event, pool.pool()))
                            .count();
            // An order that jumps over several levels is warned of once; others reach one after the other.
            long levels = pool.threshold().levels().size();
            if (written > levels * Math.max(1, replenished)) {
                faults.add(pool.pool() + " was replenished " + replenished + " times, and warned of " + written);
            }
            boolean reached = pool.threshold().isOn()
                    && pool.total() > 0
                    && pool.threshold().levels().stream()
                            .anyMatch(level -> pool.available() <= level.availableOf(pool.total()));
            boolean onlyByOrders = history.events().stream().noneMatch(event -> changesStock(event, pool.pool()));
            if (reached && onlyByOrders && written == 0) {
                faults.add(pool.pool() + " reached its threshold, and was not warned of");
            }
        }
        return faults;
    }

    /** Whether the pool may have come below its threshold, or nearer to it, by this. */
    private static boolean changesStock(Event event, Pool pool) {
        if (event instanceof KeyMoved moved) {
            return moved.to().equals(pool) || moved.from().equals(pool);
        }
        if (event instanceof KeyRetired retired) {
            return retired.from().equals(pool);
        }
        return event instanceof KeyWithdrawn withdrawn && withdrawn.withdrawal() == Withdrawal.RETURN;
    }
}
