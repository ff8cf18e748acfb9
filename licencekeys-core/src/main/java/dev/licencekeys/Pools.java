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
}
