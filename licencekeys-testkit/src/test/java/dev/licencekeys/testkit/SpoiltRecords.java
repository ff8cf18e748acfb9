package dev.licencekeys.testkit;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Saboteurs that keep pools, products or values otherwise than they were told. */
final class SpoiltRecords {
    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur("takes what was only claimed", "transactions", TakesClaimed::new),
            SpoiltTransactions.saboteur("overflows while the first pool has keys", "claiming", OverflowsEarly::new),
            SpoiltTransactions.saboteur("stores keys in upper case", "inventory", UpperCaseKeys::new),
            SpoiltTransactions.saboteur("counts positions from what is left", "inventory", CountsPositions::new),
            SpoiltTransactions.saboteur("lists pools as they come", "inventory", ListsAsTheyCome::new),
            SpoiltTransactions.saboteur("says that lines wait in vain", "waiting, method changed", WaitsInVain::new),
            SpoiltTransactions.saboteur("forgets what was last ordered", "port", ForgetsQuantity::new),
            SpoiltTransactions.saboteur("empties a pool that is created again", "products", EmptiesPool::new),
            SpoiltTransactions.saboteur("forgets how many keys a unit has", "products", ForgetsBundle::new),
            SpoiltTransactions.saboteur("does not remove settings", "products", KeepsRemoved::new),
            SpoiltTransactions.saboteur("holds accents for decoration", "identity", FoldsAccents::new));

    private SpoiltRecords() {}

    private static final class TakesClaimed extends ForwardingTransaction {
        TakesClaimed(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
            Map<Long, List<StockRow>> claimed = super.claim(shop, wanted, overflow);
            List<StockRow> taken =
                    claimed.values().stream().flatMap(List::stream).toList();
            super.record(shop, new Recording(List.of(), List.of(), List.of(), List.of(), taken));
            return claimed;
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            return super.record(
                    shop,
                    new Recording(
                            recording.newLines(),
                            recording.changedLines(),
                            recording.newKeys(),
                            recording.assignments(),
                            List.of()));
        }
    }

    private static final class OverflowsEarly extends ForwardingTransaction {
        OverflowsEarly(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
            Map<Long, List<StockRow>> claimed = new HashMap<>(super.claim(shop, wanted, overflow));
            claimed.keySet().removeAll(overflow.keySet());
            return claimed;
        }
    }

    private static final class UpperCaseKeys extends ForwardingTransaction {
        UpperCaseKeys(StoreTransaction right) {
            super(right);
        }

        @Override
        public Set<KeyId> addKeys(String shop, List<NewKey> keys) {
            return super.addKeys(
                    shop,
                    keys.stream()
                            .map(key -> new NewKey(
                                    key.id(),
                                    upper(key.value()),
                                    key.fingerprint(),
                                    key.importId(),
                                    key.note(),
                                    key.at()))
                            .toList());
        }

        @Override
        public void addStock(String shop, List<StockRow> rows) {
            super.addStock(
                    shop,
                    rows.stream()
                            .map(row -> new StockRow(row.poolId(), row.position(), row.key(), upper(row.value())))
                            .toList());
        }

        private static SealedValue upper(SealedValue value) {
            String text = new String(value.bytes(), StandardCharsets.UTF_8);
            return new SealedValue(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class CountsPositions extends ForwardingTransaction {
        CountsPositions(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
            Map<Pool, Long> available =
                    super.stock(shop, "").stream().collect(Collectors.toMap(PoolStock::pool, PoolStock::available));
            Map<Pool, PoolRow> rows = new HashMap<>(super.lockPools(shop, pools));
            rows.replaceAll((pool, row) -> new PoolRow(
                    row.id(),
                    pool,
                    available.getOrDefault(pool, 0L) + 1,
                    row.total(),
                    row.threshold(),
                    row.followsDefault(),
                    row.alerts(),
                    row.queue(),
                    row.ignoresCase()));
            return rows;
        }
    }

    private static final class ListsAsTheyCome extends ForwardingTransaction {
        ListsAsTheyCome(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<PoolStock> stock(String shop, String partOfTag) {
            List<PoolStock> right = super.stock(shop, partOfTag);
            Map<Pool, PoolRow> rows =
                    super.lockPools(shop, right.stream().map(PoolStock::pool).collect(Collectors.toSet()));
            return rows.values().stream()
                    .sorted(Comparator.comparingLong(PoolRow::id))
                    .flatMap(row -> right.stream().filter(stock -> stock.pool().equals(row.pool())))
                    .toList();
        }
    }

    private static final class EmptiesPool extends ForwardingTransaction {
        EmptiesPool(StoreTransaction right) {
            super(right);
        }

        @Override
        public void createPools(String shop, Set<Pool> pools) {
            super.lockPools(shop, pools).values().forEach(row -> {
                List<StockRow> all = super.claim(shop, Map.of(row.id(), Integer.MAX_VALUE), Map.of())
                        .getOrDefault(row.id(), List.of());
                super.record(shop, new Recording(List.of(), List.of(), List.of(), List.of(), all));
            });
            super.createPools(shop, pools);
        }
    }

    private static final class ForgetsBundle extends ForwardingTransaction {
        ForgetsBundle(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveProduct(String shop, ProductRef product, ProductSettings settings) {
            super.saveProduct(shop, product, settings.withKeysPerUnit(1));
        }
    }

    private static final class KeepsRemoved extends ForwardingTransaction {
        KeepsRemoved(StoreTransaction right) {
            super(right);
        }

        @Override
        public boolean deleteProduct(String shop, ProductRef product) {
            return super.product(shop, product).isPresent();
        }
    }

    private static final class FoldsAccents extends ForwardingTransaction {
        FoldsAccents(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveProduct(String shop, ProductRef product, ProductSettings settings) {
            super.saveProduct(shop, ProductRef.of(folded(product.product())), settings);
        }

        @Override
        public Optional<ProductSettings> product(String shop, ProductRef product) {
            return super.product(shop, ProductRef.of(folded(product.product())));
        }

        private static String folded(String id) {
            return Normalizer.normalize(id, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        }
    }

    private static final class WaitsInVain extends ForwardingTransaction {
        WaitsInVain(StoreTransaction right) {
            super(right);
        }

        @Override
        public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
            Opened opened = super.open(shop, orders, products);
            Map<Pool, PoolRow> pools = new HashMap<>(opened.pools());
            pools.replaceAll(
                    (pool, row) -> row.queue() == PoolRow.Queue.EMPTY ? row : row.withQueue(PoolRow.Queue.IN_VAIN));
            return new Opened(opened.products(), pools, opened.lines());
        }
    }

    private static final class ForgetsQuantity extends ForwardingTransaction {
        ForgetsQuantity(StoreTransaction right) {
            super(right);
        }

        @Override
        public Recorded record(String shop, Recording recording) {
            List<ChangedLine> changed = recording.changedLines().stream()
                    .map(line -> new ChangedLine(
                            line.line(),
                            line.terms(),
                            new LineCounts(1, 0, 0, line.counts().waiting()),
                            line.waitsFor()))
                    .toList();
            return super.record(
                    shop,
                    new Recording(
                            recording.newLines(),
                            changed,
                            recording.newKeys(),
                            recording.assignments(),
                            recording.taken()));
        }
    }
}
