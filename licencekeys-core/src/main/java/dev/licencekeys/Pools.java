package dev.licencekeys;

import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import java.util.Set;

/** What is done to a pool under its lock. */
final class Pools {
    private Pools() {}

    /** Locks a pool that must exist. */
    static PoolRow lock(StoreTransaction tx, String shop, Pool pool) {
        PoolRow row = tx.lockPools(shop, Set.of(pool)).get(pool);
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

    /**
     * The pool with its warning due at about the right position, after keys came in at its tail: exact if no key was taken
     * from among those that stay. To find the exact one costs a look at every key that the threshold leaves, which is too
     * much for every batch of an import.
     */
    static PoolRow withAlertMoved(StoreTransaction tx, String shop, PoolRow before, PoolRow after) {
        boolean armed = before.threshold().isOn()
                && before.alertPosition() > PoolRow.FIRST_POSITION
                && before.alertPosition() < PoolRow.NO_ALERT;
        if (!armed) {
            return withAlert(tx, shop, after);
        }
        long added = after.nextPosition() - before.nextPosition();
        long left = before.threshold().availableAtThreshold(before.total());
        long leftThen = after.threshold().availableAtThreshold(after.total());
        return after.withAlertAt(before.alertPosition() + left + added - leftThen);
    }
}
