package dev.licencekeys;

import dev.licencekeys.event.Event;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.Forecast;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.UsageSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells, once each, that a pool's keys are used up to a level, or to the last one.
 *
 * <p>Nothing is counted while orders take keys. Whenever a pool's stock or policy changes, under the pool's lock, the position
 * is worked out at which each level is reached; it is right however many keys are claimed below it. An order that takes a key
 * at or past such a position tells, unless somebody holds the pool: then the next order does, or {@link #recheck}.
 */
final class Alarms {
    private final ShopContext context;

    Alarms(ShopContext context) {
        this.context = context;
    }

    /**
     * A pool whose alerts are right for its stock and its policy.
     *
     * @param pool not written yet
     * @param events what this told, not written yet
     */
    record Settled(PoolRow pool, List<Event> events) {
        /** The warnings among the events. */
        List<ThresholdReached> warnings() {
            return warningsOf(events);
        }
    }

    /** The warnings among events. */
    static List<ThresholdReached> warningsOf(List<Event> events) {
        return events.stream()
                .filter(ThresholdReached.class::isInstance)
                .map(ThresholdReached.class::cast)
                .toList();
    }

    /**
     * After a change of a pool's stock or policy by a transaction that holds its lock: what is reached and was not told is told
     * now, and what is not reached (any more) is armed.
     *
     * @param pool with its new figures, and what was armed before
     */
    Settled settle(StoreTransaction tx, PoolRow pool, Instant now) {
        if (pool.total() == 0) {
            return new Settled(pool.withAlerts(List.of()), List.of());
        }
        List<Optional<ThresholdLevel>> due = due(pool);
        List<OptionalLong> positions = tx.positionsLeaving(
                context.shop(),
                pool.id(),
                due.stream()
                        .map(level -> new Alert(level, 0).availableOf(pool.total()))
                        .toList());
        Set<Optional<ThresholdLevel>> armedBefore = levels(pool.alerts());
        List<Alert> armed = new ArrayList<>();
        List<Alert> reached = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            Optional<ThresholdLevel> level = due.get(i);
            if (positions.get(i).isPresent()) {
                armed.add(new Alert(level, positions.get(i).getAsLong()));
            } else if (armedBefore.contains(level)) {
                reached.add(new Alert(level, PoolRow.FIRST_POSITION));
            }
        }
        return new Settled(pool.withAlerts(armed), told(tx, pool, reached, Long.MAX_VALUE, now));
    }

    /** Writes a pool after such a change, and what that told. */
    Settled settleAndSave(StoreTransaction tx, PoolRow pool, Instant now) {
        Settled settled = settle(tx, pool, now);
        tx.savePools(context.shop(), List.of(settled.pool()));
        context.write(tx, settled.events());
        return settled;
    }

    private static Set<Optional<ThresholdLevel>> levels(List<Alert> alerts) {
        return alerts.stream().map(Alert::level).collect(Collectors.toSet());
    }

    /** Whatever may be told about a pool. */
    private static List<Optional<ThresholdLevel>> due(PoolRow pool) {
        Stream<Optional<ThresholdLevel>> levels =
                pool.threshold().isOn() ? pool.threshold().levels().stream().map(Optional::of) : Stream.empty();
        return Stream.concat(levels, Stream.of(Optional.<ThresholdLevel>empty()))
                .toList();
    }

    /**
     * The same after keys came in at the pool's tail, of which nothing can be reached. To find the right positions costs a look
     * at every key that a level leaves, which is too much for every batch of an import; mostly those that were right before
     * only have to be moved.
     */
    PoolRow moved(StoreTransaction tx, PoolRow before, PoolRow after, Instant now) {
        long added = after.nextPosition() - before.nextPosition();
        List<Alert> alerts = new ArrayList<>();
        for (Alert alert : before.alerts()) {
            long left = alert.availableOf(before.total());
            // Keys that were moved away or forgotten leave gaps, over which a count of positions counts too many keys.
            if (alert.position() + left + 1 != before.nextPosition()) {
                return settle(tx, after, now).pool();
            }
            long leftThen = alert.availableOf(after.total());
            alerts.add(new Alert(alert.level(), alert.position() + left + added - leftThen));
        }
        return alerts.size() < due(after).size() ? settle(tx, after, now).pool() : after.withAlerts(alerts);
    }

    /**
     * Tells what was reached by keys that this transaction just took, where nobody else holds the pool.
     *
     * @param pools by id, as they were seen before; of others nothing is told
     * @return the warnings among it
     */
    List<ThresholdReached> afterTaking(
            StoreTransaction tx, List<StockRow> taken, Map<Long, PoolRow> pools, Instant now) {
        if (taken.isEmpty()) {
            return List.of();
        }
        Set<Long> from = new HashSet<>();
        for (StockRow row : taken) {
            from.add(row.poolId());
        }
        from.retainAll(pools.keySet());
        // What was armed since they were seen, the claim saw under its lock.
        Map<Long, PoolRow> locked = tx.lockedPools(context.shop(), from);
        Map<Long, Long> last = new HashMap<>();
        for (StockRow row : taken) {
            PoolRow seen = pools.get(row.poolId());
            if (seen != null
                    && row.position() >= locked.getOrDefault(row.poolId(), seen).alertPosition()) {
                last.merge(row.poolId(), row.position(), Math::max);
            }
        }
        if (last.isEmpty()) {
            return List.of();
        }
        List<PoolRow> changed = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        tx.lockFreePools(context.shop(), last.keySet()).values().stream()
                .sorted(Comparator.comparingLong(PoolRow::id))
                .forEach(pool -> {
                    long position = last.getOrDefault(pool.id(), 0L);
                    List<Alert> reached = pool.alerts().stream()
                            .filter(alert -> alert.position() <= position)
                            .filter(alert -> alert.level().isPresent() || isEmpty(tx, pool))
                            .toList();
                    if (!reached.isEmpty()) {
                        List<Alert> rest = new ArrayList<>(pool.alerts());
                        rest.removeAll(reached);
                        changed.add(pool.withAlerts(rest));
                        // Too many where keys were moved away from behind them, and then the level says how many at
                        // most.
                        long behind = pool.nextPosition() - 1 - position;
                        events.addAll(told(tx, pool, reached, behind, now));
                    }
                });
        tx.savePools(context.shop(), changed);
        context.write(tx, events);
        return warningsOf(events);
    }

    /** Keys below the last one may be held by others, who may yet roll back. */
    private boolean isEmpty(StoreTransaction tx, PoolRow pool) {
        return tx.positionsLeaving(context.shop(), pool.id(), List.of(0L))
                .get(0)
                .isEmpty();
    }

    private List<Event> told(
            StoreTransaction tx, PoolRow pool, List<Alert> reached, long availableAtMost, Instant now) {
        List<Event> events = new ArrayList<>();
        reached.stream()
                .flatMap(alert -> alert.level().stream())
                .min(Comparator.<ThresholdLevel>comparingLong(level -> level.availableOf(pool.total()))
                        .thenComparing(ThresholdLevel::toString))
                .ifPresent(level -> events.add(warning(tx, pool, level, availableAtMost, now)));
        if (reached.stream().anyMatch(alert -> alert.level().isEmpty())) {
            events.add(new PoolExhausted(context.newId(), now, pool.pool(), pool.total()));
        }
        return events;
    }

    private ThresholdReached warning(
            StoreTransaction tx, PoolRow pool, ThresholdLevel level, long availableAtMost, Instant now) {
        long available = Math.min(level.availableOf(pool.total()), availableAtMost);
        UsageSample before = tx.usageSince(context.shop(), Set.of(pool.pool()), now.minus(Forecast.WINDOW))
                .get(pool.pool());
        Optional<Long> daysLeft = Optional.ofNullable(before)
                .flatMap(sample -> Forecast.of(available, pool.total() - available, now, sample))
                .map(Forecast::daysLeft);
        return new ThresholdReached(context.newId(), now, pool.pool(), level, pool.total(), available, daysLeft);
    }

    /**
     * Tells what was passed and not told: an order that passed it may have found the pool held by another one, which rolled
     * back.
     */
    void recheck(StoreTransaction tx, Pool pool, Instant now) {
        PoolRow row = tx.lockPools(context.shop(), Set.of(pool)).get(pool);
        if (row == null) {
            return;
        }
        Settled settled = settle(tx, row, now);
        // What was told stays told, even if a rollback freed keys since: nobody replenished the pool.
        Set<Optional<ThresholdLevel>> untold = levels(row.alerts());
        List<Alert> armed = settled.pool().alerts().stream()
                .filter(alert -> untold.contains(alert.level()))
                .toList();
        tx.savePools(context.shop(), List.of(row.withAlerts(armed)));
        context.write(tx, settled.events());
    }
}
