package dev.licencekeys;

import dev.licencekeys.Tally.Batch;
import dev.licencekeys.Tally.Fate;
import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The entries that one transaction of an import stores. May be tried several times. */
final class ImportBatch {
    private final ShopContext context;
    private final ImportOptions options;
    private final UUID importId;
    private final List<Candidate> candidates;
    private final SeenFingerprints seenInDryRun;

    ImportBatch(
            ShopContext context,
            ImportOptions options,
            UUID importId,
            List<Candidate> candidates,
            SeenFingerprints seenInDryRun) {
        this.context = context;
        this.options = options;
        this.importId = importId;
        this.candidates = candidates;
        this.seenInDryRun = seenInDryRun;
    }

    /** An entry that can be a key. */
    record Candidate(long line, Pool pool, NewKey key, boolean trimmed) {
        Fingerprint fingerprint() {
            return key.fingerprint();
        }
    }

    /** What would become of the entries. */
    Batch examine(StoreTransaction tx) {
        Map<Fingerprint, KnownKey> known = KnownKeys.find(tx, context.shop(), keys());
        return batch(
                candidate -> seenInDryRun.add(candidate.fingerprint())
                        ? fate(candidate, Optional.ofNullable(known.get(candidate.fingerprint())))
                        : Fate.IN_IMPORT,
                List.of(),
                List.of());
    }

    /** Stores what can be stored, and gives it to those who wait for it. */
    Batch store(StoreTransaction tx) {
        Set<Pool> targets =
                candidates.stream().map(Candidate::pool).collect(Collectors.toCollection(LinkedHashSet::new));
        // An import without any key creates its pool, too.
        targets.add(options.pool());
        tx.createPools(context.shop(), targets);
        Map<Fingerprint, KnownKey> known = KnownKeys.find(tx, context.shop(), keys());
        Map<Pool, PoolRow> pools = new HashMap<>(tx.lockPools(context.shop(), with(targets, sourcesOfMoves(known))));
        Set<KeyId> added = addKeys(tx, known);
        Map<KeyId, StockRow> moved = takeMoves(tx, known);
        Map<Candidate, Fate> fates = fates(known, added, moved);
        addStock(tx, pools, known, added, moved);
        List<FilledLine> filled = new ArrayList<>();
        List<ThresholdReached> warnings = new ArrayList<>();
        Instant now = context.now();
        List<PoolRow> replenished = pools.values().stream()
                .filter(pool -> targets.contains(pool.pool()))
                .sorted(Comparator.comparingLong(PoolRow::id))
                .toList();
        replenished.forEach(pool -> {
            Filled fill = new WaitingQueue(context).fill(tx, pool, now);
            filled.addAll(fill.lines());
            warnings.addAll(fill.warnings());
        });
        return batch(candidate -> fates.getOrDefault(candidate, Fate.IN_IMPORT), filled, warnings);
    }

    private List<NewKey> keys() {
        return candidates.stream().map(Candidate::key).toList();
    }

    private static Set<Pool> with(Set<Pool> pools, Set<Pool> others) {
        Set<Pool> both = new LinkedHashSet<>(pools);
        both.addAll(others);
        return both;
    }

    private Set<Pool> sourcesOfMoves(Map<Fingerprint, KnownKey> known) {
        if (options.duplicates() != DuplicatePolicy.MOVE) {
            return Set.of();
        }
        return known.values().stream().flatMap(key -> key.pool().stream()).collect(Collectors.toSet());
    }

    /** Stores the keys that are not known; those that somebody else stored meanwhile are known then. */
    private Set<KeyId> addKeys(StoreTransaction tx, Map<Fingerprint, KnownKey> known) {
        Set<Fingerprint> distinct = new HashSet<>(known.keySet());
        // Ascending, so that two imports that overlap wait for each other instead of deadlocking.
        List<NewKey> unknown = keys().stream()
                .filter(key -> distinct.add(key.fingerprint()))
                .sorted(Comparator.comparing(key -> key.sharedFingerprint().orElse(key.fingerprint())))
                .toList();
        if (unknown.isEmpty()) {
            return Set.of();
        }
        context.guard().prove(tx, context.shop());
        Set<KeyId> added = tx.addKeys(context.shop(), unknown);
        List<NewKey> beaten =
                unknown.stream().filter(key -> !added.contains(key.id())).toList();
        known.putAll(KnownKeys.find(tx, context.shop(), beaten));
        return added;
    }

    private Map<KeyId, StockRow> takeMoves(StoreTransaction tx, Map<Fingerprint, KnownKey> known) {
        if (options.duplicates() != DuplicatePolicy.MOVE) {
            return Map.of();
        }
        Set<KeyId> wanted = new HashSet<>();
        for (Candidate candidate : candidates) {
            KnownKey key = known.get(candidate.fingerprint());
            if (key != null && fate(candidate, Optional.of(key)) == Fate.ELSEWHERE) {
                wanted.add(key.id());
            }
        }
        return tx.takeStock(context.shop(), wanted).stream()
                .collect(Collectors.toMap(StockRow::key, Function.identity()));
    }

    /** What became of the first entry of each key; entries that are missing here are repeats of those. */
    private Map<Candidate, Fate> fates(Map<Fingerprint, KnownKey> known, Set<KeyId> added, Map<KeyId, StockRow> moved) {
        Map<Candidate, Fate> fates = new HashMap<>();
        Set<Fingerprint> seen = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!seen.add(candidate.fingerprint())) {
                refuseIfAsked(candidate, Fate.IN_IMPORT);
                continue;
            }
            KnownKey key = known.get(candidate.fingerprint());
            if (added.contains(candidate.key().id())) {
                fates.put(candidate, Fate.ADDED);
            } else if (key != null && moved.containsKey(key.id())) {
                fates.put(candidate, Fate.MOVED);
            } else {
                fates.put(candidate, refuseIfAsked(candidate, fate(candidate, Optional.ofNullable(key))));
            }
        }
        return fates;
    }

    private Fate fate(Candidate candidate, Optional<KnownKey> known) {
        if (known.isEmpty() || known.get().id().equals(candidate.key().id())) {
            // Under its own id it was stored by a try of this very batch whose answer was lost.
            return Fate.ADDED;
        }
        KnownKey key = known.get();
        if (key.importId().equals(importId)) {
            return Fate.IN_IMPORT;
        }
        if (key.state() != KeyState.AVAILABLE) {
            return Fate.USED;
        }
        return key.pool().equals(Optional.of(candidate.pool())) ? Fate.IN_POOL : Fate.ELSEWHERE;
    }

    private Fate refuseIfAsked(Candidate candidate, Fate fate) {
        if (options.duplicates() == DuplicatePolicy.FAIL && fate != Fate.ADDED) {
            throw new InvalidInputException(
                    "import",
                    "has a key in line " + candidate.line()
                            + " that the shop has already; remove it, or skip duplicates (DuplicatePolicy.SKIP)");
        }
        return fate;
    }

    /** Puts what was added or moved behind the keys of its pool, in the order of the entries. */
    private void addStock(
            StoreTransaction tx,
            Map<Pool, PoolRow> pools,
            Map<Fingerprint, KnownKey> known,
            Set<KeyId> added,
            Map<KeyId, StockRow> moved) {
        Map<Pool, PoolRow> before = new HashMap<>(pools);
        Map<Long, Integer> removed = new HashMap<>();
        moved.values().forEach(row -> removed.merge(row.poolId(), 1, Integer::sum));
        pools.replaceAll((name, pool) -> pool.withRemoved(removed.getOrDefault(pool.id(), 0)));
        Map<KeyId, StockRow> unplaced = new HashMap<>(moved);
        List<StockRow> stock = new ArrayList<>();
        for (Candidate candidate : candidates) {
            PoolRow pool = poolOf(candidate, pools);
            KnownKey key = known.get(candidate.fingerprint());
            StockRow row = key == null ? null : unplaced.remove(key.id());
            if (added.contains(candidate.key().id())) {
                stock.add(new StockRow(
                        pool.id(),
                        pool.nextPosition(),
                        candidate.key().id(),
                        candidate.key().value()));
            } else if (row != null) {
                stock.add(new StockRow(pool.id(), pool.nextPosition(), row.key(), row.value()));
            } else {
                continue;
            }
            pools.put(candidate.pool(), pool.withAdded(1));
        }
        tx.addStock(context.shop(), stock);
        tx.addImportParts(context.shop(), importId, parts(stock, pools));
        pools.replaceAll((name, pool) -> removed.containsKey(pool.id())
                ? Pools.withAlert(tx, context.shop(), pool)
                : Pools.withAlertMoved(tx, context.shop(), before.getOrDefault(name, pool), pool));
        tx.savePools(context.shop(), pools.values());
    }

    private static List<ImportPart> parts(List<StockRow> stock, Map<Pool, PoolRow> pools) {
        List<ImportPart> parts = new ArrayList<>();
        pools.forEach((name, pool) -> {
            LongSummaryStatistics positions = stock.stream()
                    .filter(row -> row.poolId() == pool.id())
                    .mapToLong(StockRow::position)
                    .summaryStatistics();
            if (positions.getCount() > 0) {
                parts.add(new ImportPart(name, positions.getMin(), positions.getMax()));
            }
        });
        return parts;
    }

    private static PoolRow poolOf(Candidate candidate, Map<Pool, PoolRow> pools) {
        PoolRow pool = pools.get(candidate.pool());
        if (pool == null) {
            throw new IllegalStateException("the store left out the pool " + candidate.pool());
        }
        return pool;
    }

    private Batch batch(Function<Candidate, Fate> fate, List<FilledLine> filled, List<ThresholdReached> warnings) {
        List<Batch.Entry> entries = candidates.stream()
                .map(candidate -> new Batch.Entry(candidate.line(), fate.apply(candidate), candidate.trimmed()))
                .toList();
        return new Batch(entries, filled, warnings);
    }
}
