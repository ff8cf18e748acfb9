package dev.licencekeys.jooq;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The port on one connection: says what comes before each statement, and leaves the statements to the Sql classes. */
final class SqlTransaction extends SqlSupport {
    private final Lanes lanes;
    private final RecordSql records;
    private final ProductSql products;
    private final ImportSql imports;
    private final ProofSql proofs;
    private final ResealSql resealing;
    private final PoolSql pools;
    private boolean lostRace;

    SqlTransaction(Session session) {
        super(session);
        Database database = session.database();
        Render render = session.render();
        Jdbc jdbc = session.jdbc();
        WaitingSql waiting = new WaitingSql(database, render, jdbc);
        this.lanes = new Lanes(session, new ClaimSql(database, render, jdbc, keys), taken);
        this.records = new RecordSql(database, render, jdbc, keys, holdings, stock, waiting, events);
        this.products = new ProductSql(render, jdbc, orders, stock, waiting);
        this.imports = new ImportSql(database, render, jdbc, stock);
        this.proofs = new ProofSql(database, render, jdbc);
        this.resealing = new ResealSql(database, render, jdbc);
        this.pools = new PoolSql(database, render, jdbc);
    }

    @Override
    public Opened open(String shop, Set<String> orderIds, Set<ProductRef> productRefs) {
        Opened opened = orders.open(shop, orderIds, productRefs);
        lanes.saw(opened.pools().values());
        return opened.lines().isEmpty() || !readsUncommitted() ? opened : committed(shop, opened);
    }

    /** Keys of an order that may yet be rolled back are no answer. */
    private Opened committed(String shop, Opened opened) {
        session.boundWaits();
        Map<LineRef, StoredLine> lines = new HashMap<>();
        orders.committedLines(shop, opened.lines().keySet()).forEach(line -> lines.put(line.ref(), line));
        return new Opened(opened.products(), opened.pools(), lines);
    }

    private boolean readsUncommitted() {
        return !session.ownsTransaction() && session.jdbc().readsUncommitted();
    }

    @Override
    public List<StoredLine> lockLines(String shop, Set<LineRef> lines) {
        if (lostRace && session.ownsTransaction()) {
            // Lines come before pools and stock, which are locked by now. Waiting for them here, against somebody who
            // holds them and waits for those, would be a deadlock, which PostgreSQL takes a second to find.
            throw new StoreException("lines of the order were fulfilled by somebody else meanwhile; try again", true);
        }
        session.boundWaits();
        return orders.lockLines(shop, lines);
    }

    @Override
    public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
        session.boundWaits();
        return readsUncommitted() ? orders.committedLines(shop, lines) : orders.readLines(shop, lines);
    }

    @Override
    public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
        return lanes.claim(shop, wanted, overflow);
    }

    @Override
    public Map<Pool, PoolRow> lockClaimed(String shop, Collection<PoolRow> pools) {
        lanes.letGo(shop, pools);
        return lockPools(shop, pools.stream().map(PoolRow::pool).collect(Collectors.toSet()));
    }

    @Override
    public Recorded record(String shop, Recording recording) {
        session.boundWaits();
        session.beforeWrite();
        Recorded recorded = records.record(shop, recording);
        lostRace |= recorded.lineWasThere();
        lanes.deleted(recording.taken());
        return recorded;
    }

    @Override
    public List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit) {
        return orders.lockWaiting(shop, poolId, after, limit);
    }

    @Override
    public Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools) {
        return stock.readPools(shop, pools);
    }

    @Override
    public void createPools(String shop, Set<Pool> pools) {
        session.boundWaits();
        session.beforeWrite();
        stock.createPools(shop, pools);
    }

    @Override
    public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
        session.boundWaits();
        Map<Pool, PoolRow> locked = stock.lockPools(shop, pools);
        lanes.locked(locked.values());
        return locked;
    }

    @Override
    public Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools) {
        return lanes.lockFreePools(shop, pools);
    }

    @Override
    public Map<Long, PoolRow> lockedPools(String shop, Set<Long> pools) {
        Map<Long, PoolRow> locked = new HashMap<>(lanes.lockedPools());
        locked.keySet().retainAll(pools);
        return locked;
    }

    @Override
    public Set<KeyId> addKeys(String shop, List<NewKey> newKeys) {
        session.boundWaits();
        session.beforeWrite();
        return keys.addKeys(shop, newKeys);
    }

    @Override
    public Map<Fingerprint, KnownKey> findKeys(String shop, Set<Fingerprint> fingerprints) {
        return keys.findKeys(shop, fingerprints);
    }

    @Override
    public Map<Fingerprint, KnownKey> findFolded(String shop, Set<Fingerprint> fingerprints) {
        return keys.findFolded(shop, fingerprints);
    }

    @Override
    public void fold(String shop, Map<KeyId, Folded> folded) {
        session.boundWaits();
        session.beforeWrite();
        keys.fold(shop, folded);
    }

    @Override
    public List<StockRow> takeStock(String shop, Set<KeyId> keys) {
        session.boundWaits();
        session.beforeWrite();
        List<StockRow> taken = stock.takeStock(shop, keys, lanes.lockedPools().keySet());
        lanes.deleted(taken);
        return taken;
    }

    @Override
    public void addImportParts(String shop, UUID importId, Collection<ImportPart> parts) {
        session.beforeWrite();
        imports.addParts(shop, importId, parts);
    }

    @Override
    public List<ImportPart> importParts(String shop, UUID importId) {
        return imports.parts(shop, importId);
    }

    @Override
    public int forgetImported(String shop, UUID importId, ImportPart part, int limit) {
        session.boundWaits();
        session.beforeWrite();
        List<StockRow> forgotten = imports.forget(shop, importId, part, limit);
        lanes.deleted(forgotten);
        return forgotten.size();
    }

    @Override
    public Map<KeyId, Pool> findExpired(String shop, Instant by, int limit) {
        return keys.findExpired(shop, by, limit);
    }

    @Override
    public void addStock(String shop, List<StockRow> rows) {
        session.beforeWrite();
        stock.addStock(shop, rows);
    }

    @Override
    public void savePools(String shop, Collection<PoolRow> pools) {
        session.beforeWrite();
        stock.savePools(shop, pools);
        lanes.saved(pools);
    }

    @Override
    public List<OptionalLong> positionsLeaving(String shop, long poolId, List<Long> left) {
        return stock.positionsLeaving(shop, poolId, left);
    }

    @Override
    public List<PoolStock> stock(String shop, String partOfTag) {
        return stock.stock(shop, partOfTag);
    }

    @Override
    public void saveProduct(String shop, ProductRef product, ProductSettings settings) {
        session.boundWaits();
        session.beforeWrite();
        products.save(shop, product, settings);
    }

    @Override
    public Optional<ProductSettings> product(String shop, ProductRef product) {
        return products.get(shop, product);
    }

    @Override
    public boolean deleteProduct(String shop, ProductRef product) {
        session.boundWaits();
        session.beforeWrite();
        return products.delete(shop, product);
    }

    @Override
    public List<StoredProof> proofs(String shop) {
        return proofs.proofs(shop);
    }

    @Override
    public StoredProof lockProof(String shop, ProtectionProof proof) {
        session.boundWaits();
        session.beforeWrite();
        return proofs.lock(shop, proof);
    }

    @Override
    public void saveProof(String shop, StoredProof proof) {
        session.beforeWrite();
        proofs.save(shop, proof);
    }

    @Override
    public boolean deleteProof(String shop, StoredProof proof) {
        session.boundWaits();
        session.beforeWrite();
        return proofs.delete(shop, proof);
    }

    @Override
    public List<SealedKey> keys(String shop, KeyId after, int limit) {
        return resealing.keys(shop, after, limit);
    }

    @Override
    public long countKeys(String shop, KeyId after) {
        return resealing.countKeys(shop, after);
    }

    @Override
    public int reseal(String shop, List<Reseal> keys) {
        session.boundWaits();
        session.beforeWrite();
        return resealing.reseal(shop, keys);
    }

    @Override
    public PoolUse poolUse(String shop, long poolId) {
        session.boundWaits();
        return pools.use(shop, poolId);
    }

    @Override
    public boolean renamePool(String shop, long poolId, Pool name) {
        session.boundWaits();
        session.beforeWrite();
        lanes.lockedPools().computeIfPresent(poolId, (id, pool) -> pool.named(name));
        return pools.rename(shop, poolId, name);
    }

    @Override
    public void deletePool(String shop, long poolId) {
        session.boundWaits();
        session.beforeWrite();
        pools.delete(shop, poolId);
    }

    @Override
    public void afterCommit(Runnable step) {
        session.afterCommit(step);
    }
}
