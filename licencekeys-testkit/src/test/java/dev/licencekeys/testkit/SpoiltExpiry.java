package dev.licencekeys.testkit;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Saboteurs that give keys after their time, or lose count of those that they don't. */
final class SpoiltExpiry {
    private static final String TOPIC = "expiry";

    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur("gives expired keys", TOPIC, GivesExpired::new),
            SpoiltTransactions.saboteur("forgets when a given key expires", TOPIC, ForgetsGiven::new),
            SpoiltTransactions.saboteur("counts retired keys still", TOPIC, CountsRetired::new),
            SpoiltTransactions.saboteur("warns as if retired keys could be sold", TOPIC, KeepsAlert::new),
            SpoiltTransactions.saboteur("finds expired keys at the front only", TOPIC, FindsFirst::new));

    private SpoiltExpiry() {}

    private static final class GivesExpired extends ForwardingTransaction {
        GivesExpired(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
            Map<Long, List<StockRow>> claimed = new HashMap<>(super.claim(shop, wanted, overflow));
            claimed.replaceAll((pool, rows) -> rows.stream()
                    .map(row -> new StockRow(row.poolId(), row.position(), row.key(), row.value()))
                    .toList());
            return claimed;
        }
    }

    private static final class ForgetsGiven extends ForwardingTransaction {
        ForgetsGiven(StoreTransaction right) {
            super(right);
        }

        @Override
        public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
            Opened opened = super.open(shop, orders, products);
            Map<LineRef, StoredLine> lines = new HashMap<>(opened.lines());
            lines.replaceAll((ref, line) -> forgetting(line));
            return new Opened(opened.products(), opened.pools(), lines);
        }

        private static StoredLine forgetting(StoredLine line) {
            return line.withKeys(line.keys().stream()
                    .map(key -> new StoredKey(key.key(), key.number(), key.value(), key.assignedAt()))
                    .toList());
        }
    }

    /** Knows which pools lost keys that nobody was given. */
    private abstract static class AfterRetirement extends ForwardingTransaction {
        private final Set<Long> retiredFrom = new HashSet<>();

        AfterRetirement(StoreTransaction right) {
            super(right);
        }

        abstract PoolRow spoil(PoolRow before, PoolRow after);

        @Override
        public List<StockRow> takeStock(String shop, Set<KeyId> keys) {
            List<StockRow> taken = super.takeStock(shop, keys);
            taken.forEach(row -> retiredFrom.add(row.poolId()));
            return taken;
        }

        @Override
        public void savePools(String shop, Collection<PoolRow> pools) {
            Map<Pool, PoolRow> before =
                    super.lockPools(shop, pools.stream().map(PoolRow::pool).collect(Collectors.toSet()));
            super.savePools(
                    shop,
                    pools.stream()
                            .map(pool -> retiredFrom.contains(pool.id())
                                    ? spoil(before.getOrDefault(pool.pool(), pool), pool)
                                    : pool)
                            .toList());
        }
    }

    private static final class CountsRetired extends AfterRetirement {
        CountsRetired(StoreTransaction right) {
            super(right);
        }

        @Override
        PoolRow spoil(PoolRow before, PoolRow after) {
            return after.withRemoved((int) (after.total() - before.total()));
        }
    }

    private static final class KeepsAlert extends AfterRetirement {
        KeepsAlert(StoreTransaction right) {
            super(right);
        }

        @Override
        PoolRow spoil(PoolRow before, PoolRow after) {
            return after.withAlerts(before.alerts());
        }
    }

    private static final class FindsFirst extends ForwardingTransaction {
        FindsFirst(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<KeyId, Pool> findExpired(String shop, Instant by, int limit) {
            Map<KeyId, Pool> found = super.findExpired(shop, by, limit);
            return found.size() < limit ? Map.of() : found;
        }
    }
}
