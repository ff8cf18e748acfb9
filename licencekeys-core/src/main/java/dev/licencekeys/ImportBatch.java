package dev.licencekeys;

import dev.licencekeys.Tally.Batch;
import dev.licencekeys.Tally.Fate;
import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
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

    ImportBatch(ShopContext context, ImportOptions options, UUID importId, List<Candidate> candidates) {
        this.context = context;
        this.options = options;
        this.importId = importId;
        this.candidates = candidates;
    }

    /** An entry that can be a key. */
    record Candidate(long line, Pool pool, NewKey key, boolean trimmed) {
        Fingerprint fingerprint() {
            return key.fingerprint();
        }
    }

    /** What the store knows of the keys. */
    Map<Fingerprint, KnownKey> known(StoreTransaction tx) {
        return KnownKeys.find(tx, context.shop(), keys());
    }

    /**
     * What would become of the entries.
     *
     * @param seen the keys that earlier batches would have added or moved; those of this one are added to them
     */
    Batch foretell(Map<Fingerprint, KnownKey> known, SeenFingerprints seen) {
        Map<Fingerprint, Fate> first = new HashMap<>();
        return batch(
                candidate -> {
                    Fate before = first.get(candidate.fingerprint());
                    if (before != null) {
                        return repeated(before);
                    }
                    KnownKey key = known.get(candidate.fingerprint());
                    Fate fate = foretold(fate(candidate, Optional.ofNullable(key)), candidate, seen);
                    first.put(candidate.fingerprint(), fate);
                    return fate;
                },
                List.of(),
                List.of());
    }

    /** What becomes of an entry whose key came before in this batch: the same as if that batch had been stored. */
    private static Fate repeated(Fate before) {
        return switch (before) {
            case ADDED -> Fate.IN_IMPORT;
            case MOVED -> Fate.IN_POOL;
            default -> before;
        };
    }

    private Fate foretold(Fate fate, Candidate candidate, SeenFingerprints seen) {
        if (fate == Fate.ADDED) {
            return seen.add(candidate.fingerprint()) ? Fate.ADDED : Fate.IN_IMPORT;
        }
        if (fate == Fate.ELSEWHERE && options.duplicates() == DuplicatePolicy.MOVE) {
            return seen.add(candidate.fingerprint()) ? Fate.MOVED : Fate.IN_POOL;
        }
        return fate;
    }

    /** Stores what can be stored, and gives it to those who wait for it. */
    Batch store(StoreTransaction tx) {
        Set<Pool> targets =
                candidates.stream().map(Candidate::pool).collect(Collectors.toCollection(LinkedHashSet::new));
        // An import without any key creates its pool, too.
        targets.add(options.pool());
        tx.createPools(context.shop(), targets);
        Map<Fingerprint, KnownKey> known = new HashMap<>();
        if (options.duplicates() == DuplicatePolicy.MOVE || keys().stream().anyMatch(NewKey::hasOtherFingerprint)) {
            // Duplicates that are moved have pools to lock, which come before inserts; and during a change of the
            // fingerprint secret keys lie there that an insert does not meet.
            known.putAll(known(tx));
        }
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
        return batch(candidate -> fates.getOrDefault(candidate, Fate.ADDED), filled, warnings);
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
        if (!beaten.stream().map(NewKey::fingerprint).allMatch(known::containsKey)) {
            throw new StoreException(
                    "others stored some of these keys since this transaction began to read, or forgot them again; roll it"
                            + " back and begin it again",
                    true);
        }
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

    private Map<Candidate, Fate> fates(Map<Fingerprint, KnownKey> known, Set<KeyId> added, Map<KeyId, StockRow> moved) {
        Map<Candidate, Fate> fates = new HashMap<>();
        Map<Fingerprint, Fate> first = new HashMap<>();
        for (Candidate candidate : candidates) {
            Fate before = first.get(candidate.fingerprint());
            KnownKey key = known.get(candidate.fingerprint());
            Fate fate;
            if (before != null) {
                fate = repeated(before);
            } else if (added.contains(candidate.key().id())) {
                fate = Fate.ADDED;
            } else if (key != null && moved.containsKey(key.id())) {
                fate = Fate.MOVED;
            } else {
                fate = fate(candidate, Optional.ofNullable(key));
            }
            first.putIfAbsent(candidate.fingerprint(), fate);
            fates.put(candidate, refuseIfAsked(candidate, fate));
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
            // Somebody deleted it since it was created, or seen, by this transaction.
            throw new StoreException("the pool \"" + candidate.pool() + "\" was deleted meanwhile; try again", true);
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
