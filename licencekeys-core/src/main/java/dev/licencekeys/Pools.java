package dev.licencekeys;

import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import java.util.Map;
import java.util.Set;

/** What is done to a pool under its lock. */
final class Pools {
    private Pools() {}

    /** Locks a pool that must exist. */
    static PoolRow lock(StoreTransaction tx, String shop, Pool pool) {
        return existing(tx.lockPools(shop, Set.of(pool)), pool);
    }

    /** One of these pools, which must exist. */
    static PoolRow existing(Map<Pool, PoolRow> pools, Pool pool) {
        PoolRow row = pools.get(pool);
        if (row == null) {
            throw new UnknownPoolException(pool.toString());
        }
        return row;
    }

    /**
     * The pool with its warning due at the right position, after its stock or its policy changed.
     *
     * <p>Above the threshold's share of available keys the warning is armed. Below it, a warning that was given stays
     * given, and one that is still due is due at once.
     */
    static PoolRow withAlert(StoreTransaction tx, String shop, PoolRow pool) {
        if (!pool.threshold().isOn() || pool.total() == 0) {
            return pool.withAlertAt(PoolRow.NO_ALERT);
        }
        long left = pool.threshold().availableAtThreshold(pool.total());
        long otherwise = pool.alertPosition() == PoolRow.NO_ALERT ? PoolRow.NO_ALERT : PoolRow.FIRST_POSITION;
        return pool.withAlertAt(tx.positionLeaving(shop, pool.id(), left).orElse(otherwise));
    }

    /** Whether the warning of a pool, whose alert position was just worked out, is due though no key of it is claimed. */
    static boolean isDue(StoreTransaction tx, String shop, PoolRow pool) {
        // The first position may be the right one, where it is the pool's last key that is left.
        return pool.alertPosition() == PoolRow.FIRST_POSITION
                && tx.positionLeaving(shop, pool.id(), pool.threshold().availableAtThreshold(pool.total()))
                        .isEmpty();
    }

    /**
     * The same after keys came in at the pool's tail. To find the right position costs a look at every key that the
     * threshold leaves, which is too much for every batch of an import; mostly the position that was right before only
     * has to be moved.
     */
    static PoolRow withAlertMoved(StoreTransaction tx, String shop, PoolRow before, PoolRow after) {
        long left = before.threshold().availableAtThreshold(before.total());
        boolean armed = before.threshold().isOn()
                && before.alertPosition() > PoolRow.FIRST_POSITION
                && before.alertPosition() < PoolRow.NO_ALERT;
        // Keys that were moved away or forgotten leave gaps, over which a count of positions counts too many keys.
        if (!armed || before.alertPosition() + left + 1 != before.nextPosition()) {
            return withAlert(tx, shop, after);
        }
        long added = after.nextPosition() - before.nextPosition();
        long leftThen = after.threshold().availableAtThreshold(after.total());
        return after.withAlertAt(before.alertPosition() + left + added - leftThen);
    }
}
