package dev.licencekeys;

import dev.licencekeys.Alarms.Settled;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes when the merchant is warned: of one pool, or of all that follow the shop's default. */
final class Policies {
    private final ShopContext context;
    private final LicenceKeyStore store;

    Policies(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    List<ThresholdReached> own(Pool pool, ThresholdPolicy policy) {
        return store.transact(tx -> apply(tx, Pools.lock(tx, context.shop(), pool), policy, false));
    }

    List<ThresholdReached> asByDefault(Pool pool) {
        return store.transact(tx -> {
            PoolRow row = Pools.lock(tx, context.shop(), pool);
            return apply(tx, row, tx.defaultThreshold(context.shop()), true);
        });
    }

    List<ThresholdReached> byDefault(ThresholdPolicy policy) {
        store.transact(tx -> {
            tx.saveDefaultThreshold(context.shop(), policy);
            return policy;
        });
        return followDefault();
    }

    /** Brings pools up to the shop's default, each in a transaction of its own, so that many are never locked at once. */
    List<ThresholdReached> followDefault() {
        List<ThresholdReached> warnings = new ArrayList<>();
        for (Pool pool : store.transact(tx -> tx.poolsBehindDefault(context.shop()))) {
            warnings.addAll(store.transact(tx -> {
                PoolRow row = tx.lockPools(context.shop(), Set.of(pool)).get(pool);
                return row == null || !row.followsDefault()
                        ? List.<ThresholdReached>of()
                        : apply(tx, row, tx.defaultThreshold(context.shop()), true);
            }));
        }
        return List.copyOf(warnings);
    }

    private List<ThresholdReached> apply(StoreTransaction tx, PoolRow pool, ThresholdPolicy policy, boolean isDefault) {
        PoolRow changed = pool.withThreshold(policy, isDefault);
        if (changed.equals(pool)) {
            return List.of();
        }
        if (pool.threshold().equals(policy)) {
            tx.savePools(context.shop(), List.of(changed));
            return List.of();
        }
        Settled settled = new Alarms(context).settleAndSave(tx, changed.withAlerts(rearmed(changed)), context.now());
        return settled.warnings();
    }

    /** Every level is new; that the pool is exhausted was told or was not, whatever the policy. */
    private static List<Alert> rearmed(PoolRow pool) {
        List<Alert> armed = new ArrayList<>(pool.alerts());
        pool.threshold().levels().forEach(level -> armed.add(new Alert(Optional.of(level), PoolRow.FIRST_POSITION)));
        return armed;
    }
}
