package dev.licencekeys.store;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.Comparator;
import java.util.List;

/**
 * A pool on record.
 *
 * @param id its id; locks on several pools are taken by ascending id
 * @param pool its name
 * @param nextPosition the position of the next key that comes in; only grows
 * @param total keys that were put in and not taken out again, given or not
 * @param threshold when the merchant is warned; orders don't read this
 * @param followsDefault whether that is the shop's default, and changes with it; orders don't read this
 * @param alerts what is to be told about it and was not yet, by ascending position
 * @param queue whether order lines wait for a key of this pool; only for reading
 * @param ignoresCase whether keys that differ only in case are the same key to it; orders don't read this
 */
public record PoolRow(
        long id,
        Pool pool,
        long nextPosition,
        long total,
        ThresholdPolicy threshold,
        boolean followsDefault,
        List<Alert> alerts,
        Queue queue,
        boolean ignoresCase) {
    /** The alert position of a pool about which nothing is to be told. */
    public static final long NO_ALERT = Long.MAX_VALUE;

    /** The position of a pool's first key. */
    public static final long FIRST_POSITION = 1;

    private static final Comparator<Alert> ORDER = Comparator.comparingLong(Alert::position)
            .thenComparing(alert -> alert.level().map(ThresholdLevel::toString).orElse("~"));

    /** The lines that wait for a key of a pool. */
    public enum Queue {
        /** No line waits. */
        EMPTY,

        /** Lines wait, and the pool has no key: each of them was given, or is just coming. */
        IN_VAIN,

        /** Lines wait, and the pool has keys, for example because a rollback freed them. */
        TO_BE_SERVED
    }

    /** Puts the alerts in order. */
    public PoolRow {
        // They mostly are, and an order makes several rows of its pool.
        alerts = areInOrder(alerts)
                ? List.copyOf(alerts)
                : alerts.stream().sorted(ORDER).toList();
    }

    private static boolean areInOrder(List<Alert> alerts) {
        for (int i = 1; i < alerts.size(); i++) {
            if (ORDER.compare(alerts.get(i - 1), alerts.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** A pool that never had a key, and of which the shop's default tells when to warn. */
    public static PoolRow empty(long id, Pool pool, ThresholdPolicy threshold) {
        return new PoolRow(id, pool, FIRST_POSITION, 0, threshold, true, List.of(), Queue.EMPTY, false);
    }

    /** A claim at or past this position reaches something that is to be told; {@link #NO_ALERT} if there is nothing. */
    public long alertPosition() {
        return alerts.isEmpty() ? NO_ALERT : alerts.get(0).position();
    }

    /** The same after {@code count} keys came in at the tail. */
    public PoolRow withAdded(int count) {
        return with(nextPosition + count, total + count);
    }

    /** The same after {@code count} keys that had been given came back at the tail. */
    public PoolRow withReturned(int count) {
        return with(nextPosition + count, total);
    }

    /** The same after {@code count} keys were taken out of stock without being given. */
    public PoolRow withRemoved(int count) {
        return with(nextPosition, total - count);
    }

    private PoolRow with(long next, long keys) {
        return new PoolRow(id, pool, next, keys, threshold, followsDefault, alerts, queue, ignoresCase);
    }

    /** The same with what is in stock, and when to warn, as in a later look at it. */
    public PoolRow withStockOf(PoolRow later) {
        return new PoolRow(
                id,
                pool,
                later.nextPosition(),
                later.total(),
                later.threshold(),
                later.followsDefault(),
                later.alerts(),
                queue,
                later.ignoresCase());
    }

    /** The same with another policy. */
    public PoolRow withThreshold(ThresholdPolicy policy, boolean isDefault) {
        return new PoolRow(id, pool, nextPosition, total, policy, isDefault, alerts, queue, ignoresCase);
    }

    /** The same with other things to be told. */
    public PoolRow withAlerts(List<Alert> others) {
        return new PoolRow(id, pool, nextPosition, total, threshold, followsDefault, others, queue, ignoresCase);
    }

    /** The same with what is known of who waits for it. */
    public PoolRow withQueue(Queue waiting) {
        return new PoolRow(id, pool, nextPosition, total, threshold, followsDefault, alerts, waiting, ignoresCase);
    }

    /** The same under another name. */
    public PoolRow named(Pool name) {
        return new PoolRow(id, name, nextPosition, total, threshold, followsDefault, alerts, queue, ignoresCase);
    }

    /** The same, to which keys that differ only in case are the same key; of a pool that never had a key. */
    public PoolRow ignoringCase() {
        return new PoolRow(id, pool, nextPosition, total, threshold, followsDefault, alerts, queue, true);
    }

    /** Whether no key was ever put into it. */
    public boolean isUnused() {
        return nextPosition == FIRST_POSITION;
    }
}
