package dev.licencekeys;

import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Rejection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.text.Characters;
import dev.licencekeys.text.KeyText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One upload into one pool, in batches that commit as they go. For one thread. */
final class Upload {
    private static final int BATCH = 1_000;

    private final ShopContext context;
    private final LicenceKeyStore store;
    private final Pool pool;
    private final List<Candidate> batch = new ArrayList<>(BATCH);

    private long line;
    private long added;
    private long duplicates;
    private long rejected;
    private long trimmed;
    private final List<Rejection> reasons = new ArrayList<>();
    private final List<FilledLine> filled = new ArrayList<>();
    private final List<ThresholdReached> warnings = new ArrayList<>();

    Upload(ShopContext context, LicenceKeyStore store, Pool pool) {
        this.context = context;
        this.store = store;
        this.pool = pool;
    }

    /** A key that may be stored, unless it is known. */
    private record Candidate(NewKey key, boolean trimmed) {}

    void add(String entry) {
        line++;
        String key = Characters.trim(entry);
        Optional<String> problem = KeyText.problem(key);
        if (problem.isPresent()) {
            rejected++;
            if (reasons.size() < ImportReport.MAX_REASONS) {
                reasons.add(new Rejection(line, problem.get()));
            }
            return;
        }
        batch.add(new Candidate(context.newKey(key, false, context.now()), !key.equals(entry)));
        if (batch.size() == BATCH) {
            storeBatch();
        }
    }

    ImportReport finish() {
        // An upload without any key creates its pool, too.
        storeBatch();
        return new ImportReport(added, duplicates, rejected, trimmed, reasons, filled, warnings);
    }

    /** What one batch came to; a batch may be tried several times, and counts once. */
    private record Stored(Set<KeyId> added, Filled filled) {}

    private void storeBatch() {
        Stored stored = store.transact(this::storeBatch);
        added += stored.added().size();
        duplicates += batch.size() - stored.added().size();
        trimmed += batch.stream()
                .filter(candidate -> candidate.trimmed()
                        && stored.added().contains(candidate.key().id()))
                .count();
        filled.addAll(stored.filled().lines());
        warnings.addAll(stored.filled().warnings());
        batch.clear();
    }

    private Stored storeBatch(StoreTransaction tx) {
        tx.createPools(context.shop(), Set.of(pool));
        PoolRow row = Pools.lock(tx, context.shop(), pool);
        List<NewKey> fresh = distinct();
        // Ascending, so that two uploads that overlap wait for each other instead of deadlocking.
        List<NewKey> ascending = new ArrayList<>(fresh);
        ascending.sort(Comparator.comparing(NewKey::fingerprint));
        Set<KeyId> stored = tx.addKeys(context.shop(), ascending);
        List<StockRow> stock = new ArrayList<>(stored.size());
        for (NewKey key : fresh) {
            if (stored.contains(key.id())) {
                stock.add(new StockRow(row.id(), row.nextPosition() + stock.size(), key.id(), key.value()));
            }
        }
        tx.addStock(context.shop(), stock);
        PoolRow replenished = Pools.withAlert(tx, context.shop(), row.withAdded(stock.size()));
        tx.savePools(context.shop(), List.of(replenished));
        Instant now = context.now();
        return new Stored(stored, new WaitingQueue(context).fill(tx, replenished, now));
    }

    private List<NewKey> distinct() {
        Set<Fingerprint> seen = new HashSet<>();
        return batch.stream()
                .map(Candidate::key)
                .filter(key -> seen.add(key.fingerprint()))
                .toList();
    }
}
