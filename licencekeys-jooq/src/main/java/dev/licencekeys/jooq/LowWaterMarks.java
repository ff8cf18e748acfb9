package dev.licencekeys.jooq;

import dev.licencekeys.store.PoolRow;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for each pool the lowest position at which a key may still lie, so that a claim need not step over the rows
 * that were deleted before it.
 *
 * <p>It is sound because positions only grow: whoever adds stock takes positions at the tail, under the pool's lock. It is
 * a hint all the same: "no more keys" is answered only after a look from the first position.
 */
final class LowWaterMarks {
    /** Claimed keys after which to look where the lowest one is now. */
    private static final int REFRESH_AFTER = 100;

    /** More than one: that which should may not be the next, nor the only one that met what is to be taken out. */
    private static final int CAUTIOUS_CLAIMS = 8;

    private final ConcurrentHashMap<Key, Mark> marks = new ConcurrentHashMap<>();

    private record Key(String shop, long pool) {}

    /** The mark of one pool. Safe for use by several threads. */
    static final class Mark {
        private long position = PoolRow.FIRST_POSITION;
        private long claimed = REFRESH_AFTER;
        private long scarceBelow;
        private long takenBelow;
        private int cautious;

        /** A position below which keys may have been taken, as far as was learnt. */
        synchronized long takenBelow() {
            return takenBelow;
        }

        /** What {@link TakenSql} found committed. */
        synchronized void learnTaken(long below) {
            takenBelow = Math.max(takenBelow, below);
        }

        /** Where to begin. */
        synchronized long position() {
            return position;
        }

        /** Counts claimed keys; true when it is time to look where the lowest one is. */
        synchronized boolean isDue(int keys) {
            claimed += keys;
            if (claimed < REFRESH_AFTER) {
                return false;
            }
            claimed = 0;
            return true;
        }

        /** The lowest position that is present, as seen by a transaction that had deleted nothing of the pool. */
        synchronized void learn(long lowest) {
            if (lowest > position) {
                position = lowest;
            }
        }

        /** A claim found fewer rows than the positions promised: until the pool grows, it is scarce. */
        synchronized void fellShort(long tail) {
            scarceBelow = tail + 1;
        }

        /** The next few claims lock the pool first: there is something to take out of it. */
        synchronized void beCautious() {
            cautious = CAUTIOUS_CLAIMS;
        }

        /** Whether the positions between the mark and the tail leave room for everybody who may be claiming. */
        synchronized boolean isPlenty(long tail, int wanted) {
            if (cautious > 0) {
                cautious--;
                return false;
            }
            return tail >= scarceBelow && tail - position > SCARCE + 2L * wanted;
        }
    }

    /**
     * Positions below which a pool is scarce. Less than callers times quantity, plus what the mark lags behind, lets
     * claims fall from one lane into the other while they hold keys: with 64, MariaDB had 46 deadlocks in 30,000 orders.
     */
    private static final int SCARCE = 256;

    Mark of(String shop, long pool) {
        return marks.computeIfAbsent(new Key(shop, pool), key -> new Mark());
    }
}
