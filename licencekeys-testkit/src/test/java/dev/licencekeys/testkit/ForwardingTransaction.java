package dev.licencekeys.testkit;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.PoolUse;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredProof;
import dev.licencekeys.store.StoredRefund;
import dev.licencekeys.store.StoredText;
import dev.licencekeys.store.Undelivered;
import dev.licencekeys.store.UsageSample;
import dev.licencekeys.store.WaitingLine;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Does what another transaction does, until a method is overridden. */
class ForwardingTransaction implements StoreTransaction {
    private final StoreTransaction right;

    ForwardingTransaction(StoreTransaction right) {
        this.right = right;
    }

    @Override
    public Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
        return right.open(shop, orders, products);
    }

    @Override
    public List<StoredLine> lockLines(String shop, Set<LineRef> lines) {
        return right.lockLines(shop, lines);
    }

    @Override
    public List<StoredLine> readLines(String shop, Set<LineRef> lines) {
        return right.readLines(shop, lines);
    }

    @Override
    public Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow) {
        return right.claim(shop, wanted, overflow);
    }

    @Override
    public Map<Pool, PoolRow> lockClaimed(String shop, Collection<PoolRow> pools) {
        return right.lockClaimed(shop, pools);
    }

    @Override
    public Recorded record(String shop, Recording recording) {
        return right.record(shop, recording);
    }

    @Override
    public List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit) {
        return right.lockWaiting(shop, poolId, after, limit);
    }

    @Override
    public Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools) {
        return right.readPools(shop, pools);
    }

    @Override
    public void createPools(String shop, Set<Pool> pools) {
        right.createPools(shop, pools);
    }

    @Override
    public Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
        return right.lockPools(shop, pools);
    }

    @Override
    public Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools) {
        return right.lockFreePools(shop, pools);
    }

    @Override
    public Map<Long, PoolRow> lockedPools(String shop, Set<Long> pools) {
        return right.lockedPools(shop, pools);
    }

    @Override
    public Set<KeyId> addKeys(String shop, List<NewKey> keys) {
        return right.addKeys(shop, keys);
    }

    @Override
    public Map<Fingerprint, KnownKey> findKeys(String shop, Set<Fingerprint> fingerprints) {
        return right.findKeys(shop, fingerprints);
    }

    @Override
    public Map<Fingerprint, KnownKey> findFolded(String shop, Set<Fingerprint> fingerprints) {
        return right.findFolded(shop, fingerprints);
    }

    @Override
    public void fold(String shop, Map<KeyId, Folded> keys) {
        right.fold(shop, keys);
    }

    @Override
    public List<StockRow> takeStock(String shop, Set<KeyId> keys) {
        return right.takeStock(shop, keys);
    }

    @Override
    public void addImportParts(String shop, UUID importId, Collection<ImportPart> parts) {
        right.addImportParts(shop, importId, parts);
    }

    @Override
    public List<ImportPart> importParts(String shop, UUID importId) {
        return right.importParts(shop, importId);
    }

    @Override
    public int forgetImported(String shop, UUID importId, ImportPart part, int limit) {
        return right.forgetImported(shop, importId, part, limit);
    }

    @Override
    public Map<KeyId, Pool> findExpired(String shop, Instant by, int limit) {
        return right.findExpired(shop, by, limit);
    }

    @Override
    public void addStock(String shop, List<StockRow> rows) {
        right.addStock(shop, rows);
    }

    @Override
    public void savePools(String shop, Collection<PoolRow> pools) {
        right.savePools(shop, pools);
    }

    @Override
    public List<OptionalLong> positionsLeaving(String shop, long poolId, List<Long> left) {
        return right.positionsLeaving(shop, poolId, left);
    }

    @Override
    public OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until) {
        return right.lease(shop, from, holder, now, until);
    }

    @Override
    public boolean renew(String shop, int part, UUID holder, Instant until) {
        return right.renew(shop, part, holder, until);
    }

    @Override
    public List<Undelivered> undelivered(String shop, int part, long after, int limit) {
        return right.undelivered(shop, part, after, limit);
    }

    @Override
    public void delivered(String shop, int part, Set<Long> seqs) {
        right.delivered(shop, part, seqs);
    }

    @Override
    public boolean saveUndelivered(String shop, int part, Undelivered changed, int newPart) {
        return right.saveUndelivered(shop, part, changed, newPart);
    }

    @Override
    public Set<Pool> passedAlerts(String shop) {
        return right.passedAlerts(shop);
    }

    @Override
    public List<StoredText> texts(String shop, Set<ProductRef> products) {
        return right.texts(shop, products);
    }

    @Override
    public void saveTexts(String shop, TextScope scope, Map<String, String> words) {
        right.saveTexts(shop, scope, words);
    }

    @Override
    public ThresholdPolicy defaultThreshold(String shop) {
        return right.defaultThreshold(shop);
    }

    @Override
    public void saveDefaultThreshold(String shop, ThresholdPolicy policy) {
        right.saveDefaultThreshold(shop, policy);
    }

    @Override
    public Set<Pool> poolsBehindDefault(String shop) {
        return right.poolsBehindDefault(shop);
    }

    @Override
    public void sampleUsage(String shop, Instant now, Instant unlessSince, Instant forgetBefore) {
        right.sampleUsage(shop, now, unlessSince, forgetBefore);
    }

    @Override
    public Map<Pool, UsageSample> usageSince(String shop, Set<Pool> pools, Instant since) {
        return right.usageSince(shop, pools, since);
    }

    @Override
    public List<PoolStock> stock(String shop, String partOfTag) {
        return right.stock(shop, partOfTag);
    }

    @Override
    public void saveProduct(String shop, ProductRef product, ProductSettings settings) {
        right.saveProduct(shop, product, settings);
    }

    @Override
    public Optional<ProductSettings> product(String shop, ProductRef product) {
        return right.product(shop, product);
    }

    @Override
    public boolean deleteProduct(String shop, ProductRef product) {
        return right.deleteProduct(shop, product);
    }

    @Override
    public List<StoredProof> proofs(String shop) {
        return right.proofs(shop);
    }

    @Override
    public StoredProof lockProof(String shop, ProtectionProof proof) {
        return right.lockProof(shop, proof);
    }

    @Override
    public void saveProof(String shop, StoredProof proof) {
        right.saveProof(shop, proof);
    }

    @Override
    public boolean deleteProof(String shop, StoredProof proof) {
        return right.deleteProof(shop, proof);
    }

    @Override
    public List<SealedKey> keys(String shop, KeyId after, int limit) {
        return right.keys(shop, after, limit);
    }

    @Override
    public long countKeys(String shop, KeyId after) {
        return right.countKeys(shop, after);
    }

    @Override
    public int reseal(String shop, List<Reseal> keys) {
        return right.reseal(shop, keys);
    }

    @Override
    public void reveal(String shop, LineRef line, Instant at) {
        right.reveal(shop, line, at);
    }

    @Override
    public void retire(String shop, List<Retired> keys) {
        right.retire(shop, keys);
    }

    @Override
    public List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit) {
        return right.places(shop, pool, state, after, limit);
    }

    @Override
    public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
        return right.details(shop, keys);
    }

    @Override
    public PoolUse poolUse(String shop, long poolId) {
        return right.poolUse(shop, poolId);
    }

    @Override
    public boolean renamePool(String shop, long poolId, Pool name) {
        return right.renamePool(shop, poolId, name);
    }

    @Override
    public void deletePool(String shop, long poolId) {
        right.deletePool(shop, poolId);
    }

    @Override
    public void addEvents(String shop, List<Event> events) {
        right.addEvents(shop, events);
    }

    @Override
    public List<Event> events(String shop, UUID before, int limit) {
        return right.events(shop, before, limit);
    }

    @Override
    public List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys) {
        return right.takeBack(shop, line, keys);
    }

    @Override
    public void hold(String shop, List<HeldKey> keys) {
        right.hold(shop, keys);
    }

    @Override
    public void revoke(String shop, List<Revoked> keys) {
        right.revoke(shop, keys);
    }

    @Override
    public Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key) {
        return right.unrevoke(shop, line, key);
    }

    @Override
    public List<KeyId> revokedFrom(String shop, Set<LineRef> lines) {
        return right.revokedFrom(shop, lines);
    }

    @Override
    public List<StoredRefund> refunds(String shop, Set<LineRef> lines) {
        return right.refunds(shop, lines);
    }

    @Override
    public void addRefunds(String shop, List<StoredRefund> refunds) {
        right.addRefunds(shop, refunds);
    }

    @Override
    public List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
        return right.lines(shop, filter, before, beforeLine, limit);
    }

    @Override
    public List<WaitingLine> waitingLines(String shop, Pool pool, long after, int limit) {
        return right.waitingLines(shop, pool, after, limit);
    }

    @Override
    public void saveCustomer(String shop, Set<LineRef> lines, String customer) {
        right.saveCustomer(shop, lines, customer);
    }

    @Override
    public List<Event> eventsAbout(String shop, KeyId key, UUID before, int limit) {
        return right.eventsAbout(shop, key, before, limit);
    }

    @Override
    public void afterCommit(Runnable step) {
        right.afterCommit(step);
    }
}
