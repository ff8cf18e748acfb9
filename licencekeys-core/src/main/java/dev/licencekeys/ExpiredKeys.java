package dev.licencekeys;

import dev.licencekeys.Alarms.Settled;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyExpired;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes keys out of stock that nobody is to be given any more. */
final class ExpiredKeys {
    /** Keys to look at beside those that are wanted: where one has expired, those behind it mostly have, too. */
    private static final int PAGE = 500;

    private final ShopContext context;
    private final Instant now;
    private final List<ThresholdReached> warnings = new ArrayList<>();

    ExpiredKeys(ShopContext context, Instant now) {
        this.context = context;
        this.now = now;
    }

    /** The thresholds that were reached because keys had expired. */
    List<ThresholdReached> warnings() {
        return List.copyOf(warnings);
    }

    /** The pools, by id, of which expired keys were claimed. */
    Set<Long> poolsOf(Map<Long, List<StockRow>> claimed) {
        Set<Long> met = new TreeSet<>();
        claimed.forEach((pool, rows) -> {
            for (StockRow row : rows) {
                if (row.isExpired(now)) {
                    met.add(pool);
                }
            }
        });
        return met;
    }

    /**
     * Retires expired keys at the front of pools, where a claim met some.
     *
     * @param pools by id; those that were met, and what may have to be locked after them
     * @param met the ids of those that were met
     * @param wanted how many keys are wanted of each
     * @return the pools as they are now, by id
     */
    Map<Long, PoolRow> retireMet(
            StoreTransaction tx, Collection<PoolRow> pools, Set<Long> met, Map<Long, Integer> wanted) {
        Map<Long, PoolRow> after = new HashMap<>();
        tx.lockClaimed(context.shop(), pools).values().stream()
                .sorted(Comparator.comparingLong(PoolRow::id))
                .forEach(pool -> after.put(
                        pool.id(),
                        met.contains(pool.id()) ? retireFirst(tx, pool, wanted.getOrDefault(pool.id(), 0)) : pool));
        return after;
    }

    private PoolRow retireFirst(StoreTransaction tx, PoolRow pool, int wanted) {
        Map<Long, Integer> page = Map.of(pool.id(), wanted + PAGE);
        Set<KeyId> expired = tx.claim(context.shop(), page, Map.of()).getOrDefault(pool.id(), List.of()).stream()
                .filter(row -> row.isExpired(now))
                .map(StockRow::key)
                .collect(Collectors.toSet());
        List<StockRow> retired = tx.takeStock(context.shop(), expired);
        if (retired.size() < expired.size()) {
            throw new StoreException(
                    "expired keys were taken out of stock by others since this transaction began to read; roll it back and"
                            + " begin it again",
                    true);
        }
        return withRetired(tx, pool, retired);
    }

    private PoolRow withRetired(StoreTransaction tx, PoolRow pool, List<StockRow> retired) {
        if (retired.isEmpty()) {
            return pool;
        }
        Settled settled = new Alarms(context).settleAndSave(tx, pool.withRemoved(retired.size()), now);
        warnings.addAll(settled.warnings());
        tx.retire(
                context.shop(),
                retired.stream()
                        .map(row -> new Retired(row.key(), row.poolId(), now))
                        .toList());
        context.write(
                tx,
                retired.stream()
                        .<Event>map(row -> new KeyExpired(context.newId(), now, row.key(), pool.pool()))
                        .toList());
        return settled.pool();
    }

    /**
     * Retires expired keys of one pool, wherever they lie.
     *
     * @return how many were found; none if no pool has any
     */
    int retireSome(StoreTransaction tx, int limit) {
        Map<KeyId, Pool> found = tx.findExpired(context.shop(), now, limit);
        if (found.isEmpty()) {
            return 0;
        }
        Pool pool = found.values().iterator().next();
        PoolRow row = Pools.lock(tx, context.shop(), pool);
        Set<KeyId> expired = found.keySet().stream()
                .filter(key -> pool.equals(found.get(key)))
                .collect(Collectors.toSet());
        List<StockRow> retired = tx.takeStock(context.shop(), expired);
        withRetired(tx, row, retired);
        return retired.size();
    }
}
