package dev.licencekeys.store;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;

/**
 * A pool on record.
 *
 * @param id its id; locks on several pools are taken by ascending id
 * @param pool its name
 * @param nextPosition the position of the next key that comes in; only grows
 * @param total keys that were put in and not taken out again, given or not
 * @param threshold when the merchant is warned
 * @param alertPosition a claim at or past this position reaches the threshold; {@link #NO_ALERT} when the warning was
 *     given or is off
 * @param queue whether order lines wait for a key of this pool; only for reading
 * @param ignoresCase whether keys that differ only in case are the same key to it; orders don't read this
 */
public record PoolRow(
        long id,
        Pool pool,
        long nextPosition,
        long total,
        ThresholdPolicy threshold,
        long alertPosition,
        Queue queue,
        boolean ignoresCase) {
    /** The alert position of a pool for which no warning is due. */
    public static final long NO_ALERT = Long.MAX_VALUE;

    /** The position of a pool's first key. */
    public static final long FIRST_POSITION = 1;

    /** The lines that wait for a key of a pool. */
    public enum Queue {
        /** No line waits. */
        EMPTY,

        /** Lines wait, and the pool has no key: each of them was given, or is just coming. */
        IN_VAIN,

        /** Lines wait, and the pool has keys, for example because a rollback freed them. */
        TO_BE_SERVED
    }

    /** A pool for which case counts. */
    public PoolRow(
            long id,
            Pool pool,
            long nextPosition,
            long total,
            ThresholdPolicy threshold,
            long alertPosition,
            Queue queue) {
        this(id, pool, nextPosition, total, threshold, alertPosition, queue, false);
    }

    /** A pool that never had a key. */
    public static PoolRow empty(long id, Pool pool) {
        return new PoolRow(id, pool, FIRST_POSITION, 0, ThresholdPolicy.DEFAULT, NO_ALERT, Queue.EMPTY);
    }

    /** The same after {@code count} keys came in at the tail. */
    public PoolRow withAdded(int count) {
        return new PoolRow(id, pool, nextPosition + count, total + count, threshold, alertPosition, queue, ignoresCase);
    }

    /** The same after {@code count} keys that had been given came back at the tail. */
    public PoolRow withReturned(int count) {
        return new PoolRow(id, pool, nextPosition + count, total, threshold, alertPosition, queue, ignoresCase);
    }

    /** The same after {@code count} keys were taken out of stock without being given. */
    public PoolRow withRemoved(int count) {
        return new PoolRow(id, pool, nextPosition, total - count, threshold, alertPosition, queue, ignoresCase);
    }

    /** The same with what is in stock, and when to warn, as in a later look at it. */
    public PoolRow withStockOf(PoolRow later) {
        return new PoolRow(
                id,
                pool,
                later.nextPosition(),
                later.total(),
                later.threshold(),
                later.alertPosition(),
                queue,
                later.ignoresCase());
    }

    /** The same with another policy. */
    public PoolRow withThreshold(ThresholdPolicy policy) {
        return new PoolRow(id, pool, nextPosition, total, policy, alertPosition, queue, ignoresCase);
    }

    /** The same with the warning due at another position. */
    public PoolRow withAlertAt(long position) {
        return new PoolRow(id, pool, nextPosition, total, threshold, position, queue, ignoresCase);
    }

    /** The same with nothing known of who waits for it. */
    public PoolRow withoutQueue() {
        return new PoolRow(id, pool, nextPosition, total, threshold, alertPosition, Queue.EMPTY, ignoresCase);
    }

    /** The same, to which keys that differ only in case are the same key; of a pool that never had a key. */
    public PoolRow ignoringCase() {
        return new PoolRow(id, pool, nextPosition, total, threshold, alertPosition, queue, true);
    }

    /** Whether no key was ever put into it. */
    public boolean isUnused() {
        return nextPosition == FIRST_POSITION;
    }
}
