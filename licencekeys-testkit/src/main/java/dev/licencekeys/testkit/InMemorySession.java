package dev.licencekeys.testkit;

import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.PoolUse;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredProof;
import dev.licencekeys.store.WaitingLine;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One transaction, which has the whole store to itself: every row counts as locked. */
final class InMemorySession extends InMemorySupport {
    private final Consumer<Runnable> afterCommit;

    InMemorySession(InMemoryTables tables, UndoLog undo, Consumer<Runnable> afterCommit) {
        super(tables, undo);
        this.afterCommit = afterCommit;
    }

    @Override
    public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
        InMemoryShop rows = tables.shop(shop);
        Map<ProductRef, ProductSettings> settings = new HashMap<>();
        Map<Pool, PoolRow> pools = new HashMap<>();
        for (ProductRef product : products) {
            ProductSettings own = rows.products.get(product);
            if (own != null) {
                settings.put(product, own);
                own.method().sources().forEach(source -> addPool(rows, source, pools));
            }
        }
        Map<LineRef, StoredLine> lines = new HashMap<>();
        for (String order : orders) {
            rows.linesOf(order).values().forEach(line -> lines.put(line.ref(), line));
        }
        return new Opened(settings, pools, lines);
    }

    private static void addPool(InMemoryShop rows, KeySource source, Map<Pool, PoolRow> pools) {
        if (source instanceof KeySource.FromPool from) {
            InMemoryPool pool = rows.pools.get(from.pool());
            if (pool != null) {
                pools.put(from.pool(), pool.row());
            }
        }
    }

    @Override
    public List<StoredLine> lockLines(String shop, Set<LineRef> lines) {
        return readLines(shop, lines);
    }

    @Override
    public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
        InMemoryShop rows = tables.shop(shop);
        return lines.stream().map(rows::line).flatMap(Optional::stream).toList();
    }

    @Override
    public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
        InMemoryShop rows = tables.shop(shop);
        Map<Long, List<StockRow>> claimed = new HashMap<>();
        wanted.forEach((pool, count) -> claimed.put(pool, rows.pool(pool).lowest(count)));
        return claimed;
    }

    @Override
    public Map<Pool, PoolRow> lockClaimed(String shop, Collection<PoolRow> pools) {
        return lockPools(shop, pools.stream().map(PoolRow::pool).collect(Collectors.toSet()));
    }

    @Override
    public Recorded record(String shop, Recording recording) {
        return new InMemoryRecorder(tables.shop(shop), undo).record(recording);
    }

    @Override
    public List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit) {
        return tables.shop(shop).queues.after(poolId, after, limit);
    }

    @Override
    public Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools) {
        return lockPools(shop, pools);
    }

    @Override
    public void createPools(String shop, Set<Pool> pools) {
        InMemoryShop rows = tables.shop(shop);
        for (Pool pool : pools) {
            if (!rows.pools.containsKey(pool)) {
                InMemoryPool created = new InMemoryPool(tables.nextPoolId(), pool, rows.defaultThreshold);
                undo.put(rows.pools, pool, created);
                undo.put(rows.poolsById, created.id(), created);
            }
        }
    }

    @Override
    public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
        InMemoryShop rows = tables.shop(shop);
        Map<Pool, PoolRow> found = new HashMap<>();
        for (Pool pool : pools) {
            InMemoryPool row = rows.pools.get(pool);
            if (row != null) {
                found.put(pool, row.row());
            }
        }
        return found;
    }

    @Override
    public Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools) {
        return lockedPools(shop, pools);
    }

    @Override
    public Map<Long, PoolRow> lockedPools(String shop, Set<Long> pools) {
        Map<Long, PoolRow> rows = new HashMap<>();
        pools.forEach(pool -> rows.put(pool, tables.shop(shop).pool(pool).row()));
        return rows;
    }

    @Override
    public Set<KeyId> addKeys(String shop, List<NewKey> keys) {
        InMemoryStock stock = stockOf(shop);
        Set<KeyId> stored = new LinkedHashSet<>();
        for (NewKey key : keys) {
            if (stock.store(key)) {
                stored.add(key.id());
            }
        }
        return stored;
    }

    private InMemoryStock stockOf(String shop) {
        return new InMemoryStock(tables.shop(shop), undo);
    }

    @Override
    public Map<Fingerprint, KnownKey> findKeys(String shop, Set<Fingerprint> fingerprints) {
        InMemoryStock stock = stockOf(shop);
        Map<Fingerprint, KnownKey> found = new HashMap<>();
        fingerprints.forEach(fingerprint -> stock.find(fingerprint).ifPresent(key -> found.put(fingerprint, key)));
        return found;
    }

    @Override
    public Map<Fingerprint, KnownKey> findFolded(String shop, Set<Fingerprint> fingerprints) {
        InMemoryStock stock = stockOf(shop);
        Map<Fingerprint, KnownKey> found = new HashMap<>();
        fingerprints.forEach(
                fingerprint -> stock.findFolded(fingerprint).ifPresent(key -> found.put(fingerprint, key)));
        return found;
    }

    @Override
    public void fold(String shop, Map<KeyId, Folded> keys) {
        keys.forEach(stockOf(shop)::fold);
    }

    @Override
    public List<StockRow> takeStock(String shop, Set<KeyId> keys) {
        return stockOf(shop).take(keys);
    }

    @Override
    public void addImportParts(String shop, UUID importId, Collection<ImportPart> parts) {
        stockOf(shop).addParts(importId, parts);
    }

    @Override
    public List<ImportPart> importParts(String shop, UUID importId) {
        return stockOf(shop).parts(importId);
    }

    @Override
    public int forgetImported(String shop, UUID importId, ImportPart part, int limit) {
        return stockOf(shop).forget(importId, part, limit);
    }

    @Override
    public Map<KeyId, Pool> findExpired(String shop, Instant by, int limit) {
        InMemoryShop rows = tables.shop(shop);
        return rows.inStock.values().stream()
                .filter(row -> row.isExpired(by))
                .limit(limit)
                .collect(Collectors.toMap(
                        StockRow::key, row -> rows.pool(row.poolId()).row().pool()));
    }

    @Override
    public void addStock(String shop, List<StockRow> rows) {
        rows.forEach(stockOf(shop)::add);
    }

    @Override
    public void savePools(String shop, Collection<PoolRow> pools) {
        InMemoryShop rows = tables.shop(shop);
        pools.forEach(pool -> rows.pool(pool.id()).write(undo, pool));
    }

    @Override
    public List<OptionalLong> positionsLeaving(String shop, long poolId, List<Long> left) {
        InMemoryPool pool = tables.shop(shop).pool(poolId);
        return left.stream().map(pool::positionLeaving).toList();
    }

    @Override
    public List<PoolStock> stock(String shop, String partOfTag) {
        return tables.shop(shop).pools.values().stream()
                .filter(pool -> InMemoryInventory.tag(pool.row().pool()).contains(partOfTag))
                .map(InMemoryPool::figures)
                .sorted(Comparator.comparing(stock -> InMemoryInventory.tag(stock.pool())))
                .toList();
    }

    @Override
    public void saveProduct(String shop, ProductRef product, ProductSettings settings) {
        InMemoryShop rows = tables.shop(shop);
        undo.put(rows.products, product, settings);
        rows.queues.follow(undo, product, settings);
    }

    @Override
    public Optional<ProductSettings> product(String shop, ProductRef product) {
        return Optional.ofNullable(tables.shop(shop).products.get(product));
    }

    @Override
    public boolean deleteProduct(String shop, ProductRef product) {
        return undo.remove(tables.shop(shop).products, product) != null;
    }

    @Override
    public List<StoredProof> proofs(String shop) {
        return protectionOf(shop).proofs();
    }

    private InMemoryProtection protectionOf(String shop) {
        return new InMemoryProtection(tables.shop(shop), undo);
    }

    @Override
    public StoredProof lockProof(String shop, ProtectionProof proof) {
        return protectionOf(shop).proof(proof);
    }

    @Override
    public void saveProof(String shop, StoredProof proof) {
        protectionOf(shop).write(proof);
    }

    @Override
    public boolean deleteProof(String shop, StoredProof proof) {
        return protectionOf(shop).delete(proof);
    }

    @Override
    public List<SealedKey> keys(String shop, KeyId after, int limit) {
        return protectionOf(shop).keys(after, limit);
    }

    @Override
    public long countKeys(String shop, KeyId after) {
        return protectionOf(shop).countKeys(after);
    }

    @Override
    public int reseal(String shop, List<Reseal> keys) {
        return protectionOf(shop).reseal(keys);
    }

    @Override
    public List<WaitingLine> waitingLines(String shop, Pool pool, long after, int limit) {
        InMemoryPool row = tables.shop(shop).pools.get(pool);
        if (row == null) {
            throw new UnknownPoolException(pool.toString());
        }
        return lockWaiting(shop, row.id(), after, limit);
    }

    @Override
    public PoolUse poolUse(String shop, long poolId) {
        return inventoryOf(shop).use(poolId);
    }

    @Override
    public boolean renamePool(String shop, long poolId, Pool name) {
        return inventoryOf(shop).rename(poolId, name);
    }

    @Override
    public void deletePool(String shop, long poolId) {
        inventoryOf(shop).delete(poolId);
    }

    @Override
    public void afterCommit(Runnable step) {
        afterCommit.accept(step);
    }
}
