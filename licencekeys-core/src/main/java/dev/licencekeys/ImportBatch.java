package dev.licencekeys;

import dev.licencekeys.Tally.Batch;
import dev.licencekeys.Tally.Fate;
import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeysImported;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.Folded;
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
import java.util.LinkedHashMap;
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
    record Candidate(long line, Pool pool, NewKey key, LicenceKey value, boolean trimmed) {
        /** What it must not share with another key; what finds it whatever its case comes first, and counts first. */
        List<Fingerprint> fingerprints() {
            return key.folded()
                    .map(folded -> List.of(folded.fingerprint(), key.fingerprint()))
                    .orElse(List.of(key.fingerprint()));
        }

        /** Each entry is one of its own; to compare all that it has would take longer than to store it. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(line);
        }
    }

    /** The same where the pools are known, so that those which ignore case can recognise keys in whatever case they come. */
    ImportBatch folded(Map<Pool, PoolRow> pools) {
        Set<Pool> ignoring = pools.values().stream()
                .filter(PoolRow::ignoresCase)
                .map(PoolRow::pool)
                .collect(Collectors.toSet());
        if (ignoring.isEmpty()) {
            return this;
        }
        List<Candidate> folded = candidates.stream()
                .map(each -> ignoring.contains(each.pool()) ? folded(each) : each)
                .toList();
        return new ImportBatch(context, options, importId, folded);
    }

    private Candidate folded(Candidate candidate) {
        NewKey key = candidate.key().withFolded(context.folded(candidate.value().reveal()));
        return new Candidate(candidate.line(), candidate.pool(), key, candidate.value(), candidate.trimmed());
    }

    /** The pools as they are, without locks. */
    Map<Pool, PoolRow> readPools(StoreTransaction tx) {
        return tx.readPools(context.shop(), pools());
    }

    /** The pools of the entries. An import without any key creates its pool, too. */
    private Set<Pool> pools() {
        Set<Pool> pools = candidates.stream().map(Candidate::pool).collect(Collectors.toCollection(LinkedHashSet::new));
        pools.add(options.pool());
        return pools;
    }

    /** What the store knows of the keys. */
    Map<Fingerprint, KnownKey> known(StoreTransaction tx) {
        return KnownKeys.find(tx, context.shop(), keys());
    }

    /**
     * What would become of the entries.
     *
     * @param foretold the keys that earlier batches would have stored or moved; those of this one are added to them
     */
    Batch foretell(Map<Fingerprint, KnownKey> known, ForetoldKeys foretold) {
        return batch(candidate -> foretell(candidate, known, foretold), List.of(), List.of());
    }

    private Fate foretell(Candidate candidate, Map<Fingerprint, KnownKey> known, ForetoldKeys foretold) {
        for (Fingerprint fingerprint : candidate.fingerprints()) {
            Optional<Fate> before = foretold.of(fingerprint);
            if (before.isPresent()) {
                return before.get();
            }
            KnownKey key = known.get(fingerprint);
            if (key != null) {
                Fate fate = fate(candidate, key);
                if (fate == Fate.ELSEWHERE && moves()) {
                    foretold.move(foundBy(candidate, key, known));
                    return Fate.MOVED;
                }
                return fate;
            }
        }
        foretold.add(candidate.fingerprints());
        return Fate.ADDED;
    }

    /** What of an entry finds a key once that was moved to the entry's pool. */
    private static List<Fingerprint> foundBy(Candidate candidate, KnownKey key, Map<Fingerprint, KnownKey> known) {
        return candidate.fingerprints().stream()
                .filter(fingerprint -> isFolded(candidate, fingerprint) || key.equals(known.get(fingerprint)))
                .toList();
    }

    private static boolean isFolded(Candidate candidate, Fingerprint fingerprint) {
        return !fingerprint.equals(candidate.key().fingerprint());
    }

    private boolean moves() {
        return options.duplicates() == DuplicatePolicy.MOVE;
    }

    /** Stores what can be stored, and gives it to those who wait for it. */
    Batch store(StoreTransaction tx) {
        Set<Pool> targets = pools();
        tx.createPools(context.shop(), targets);
        // Duplicates that are moved have pools to lock, which come before everything that is written.
        Set<Pool> sources = moves() ? pools(folded(readPools(tx)).known(tx)) : Set.of();
        Map<Pool, PoolRow> pools = tx.lockPools(context.shop(), with(targets, sources));
        return folded(pools).store(tx, targets, new HashMap<>(pools));
    }

    private Batch store(StoreTransaction tx, Set<Pool> targets, Map<Pool, PoolRow> pools) {
        Map<Fingerprint, KnownKey> known = new HashMap<>();
        if (moves()
                || keys().stream()
                        .anyMatch(
                                key -> key.hasOtherFingerprint() || key.folded().isPresent())) {
            // During a change of the fingerprint secret keys lie there that an insert does not meet; and which of the
            // entries are keys of their own depends on what is there, where some of them are the same but for their
            // case.
            known.putAll(known(tx));
        }
        Set<KeyId> added = addKeys(tx, known);
        Map<Candidate, KeyId> ids = ids(known);
        Map<KeyId, StockRow> moved = takeMoves(tx, known, ids);
        Map<Candidate, Fate> fates = fates(known, ids, moved);
        List<ThresholdReached> warnings = new ArrayList<>(addStock(tx, pools, ids, added, moved));
        List<FilledLine> filled = new ArrayList<>();
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

    /** Those in which keys lie. */
    private static Set<Pool> pools(Map<Fingerprint, KnownKey> known) {
        return known.values().stream().flatMap(key -> key.pool().stream()).collect(Collectors.toSet());
    }

    /**
     * Which key each entry is: one that is known, that of an entry before it, or one of its own. As if the entries were
     * stored one after the other: only an entry that is stored, or that moves a key to its pool, can be met by later ones.
     */
    private Map<Candidate, KeyId> ids(Map<Fingerprint, KnownKey> known) {
        Map<Fingerprint, KeyId> owners = new HashMap<>(candidates.size() * 2);
        known.forEach((fingerprint, key) -> owners.put(fingerprint, key.id()));
        Map<Candidate, KeyId> ids = new LinkedHashMap<>(candidates.size() * 2);
        for (Candidate candidate : candidates) {
            NewKey key = candidate.key();
            if (key.folded().isEmpty()) {
                // As below where there is one fingerprint, for the million keys of which that is so.
                KeyId before = owners.putIfAbsent(key.fingerprint(), key.id());
                ids.put(candidate, before == null ? key.id() : before);
                continue;
            }
            List<Fingerprint> fingerprints = candidate.fingerprints();
            Optional<Fingerprint> met =
                    fingerprints.stream().filter(owners::containsKey).findFirst();
            KeyId id = met.map(owners::get).orElse(key.id());
            ids.put(candidate, id);
            if (met.isEmpty() || foldsMoved(candidate, met.get(), known)) {
                fingerprints.forEach(fingerprint -> owners.putIfAbsent(fingerprint, id));
            }
        }
        return ids;
    }

    /** Whether an entry moves the key that it met by {@code fingerprint} out of a pool in which case counts. */
    private boolean foldsMoved(Candidate candidate, Fingerprint fingerprint, Map<Fingerprint, KnownKey> known) {
        KnownKey key = known.get(fingerprint);
        return moves() && !isFolded(candidate, fingerprint) && key != null && fate(candidate, key) == Fate.ELSEWHERE;
    }

    /** Stores the keys that are not known; those that somebody else stored meanwhile are known then. */
    private Set<KeyId> addKeys(StoreTransaction tx, Map<Fingerprint, KnownKey> known) {
        Set<KeyId> there = known.values().stream().map(KnownKey::id).collect(Collectors.toSet());
        List<NewKey> unknown = new ArrayList<>();
        ids(known).forEach((candidate, id) -> {
            if (id.equals(candidate.key().id()) && !there.contains(id)) {
                unknown.add(candidate.key());
            }
        });
        if (unknown.isEmpty()) {
            return Set.of();
        }
        unknown.sort(Comparator.comparing(ImportBatch::turn));
        context.guard().prove(tx, context.shop());
        Set<KeyId> added = tx.addKeys(context.shop(), unknown);
        List<NewKey> beaten =
                unknown.stream().filter(key -> !added.contains(key.id())).toList();
        known.putAll(KnownKeys.find(tx, context.shop(), beaten));
        // Of one whose case is ignored others of this batch may have been taken for repeats.
        if (!beaten.stream().allMatch(key -> key.folded().isEmpty() && known.containsKey(key.fingerprint()))) {
            throw changed();
        }
        return added;
    }

    /** In this order keys are stored, so that two imports that overlap wait for each other instead of deadlocking. */
    private static Fingerprint turn(NewKey key) {
        if (key.folded().isPresent()) {
            Folded folded = key.folded().get();
            return folded.sharedFingerprint().orElse(folded.fingerprint());
        }
        return key.hasOtherFingerprint() ? key.sharedFingerprint().orElseThrow() : key.fingerprint();
    }

    private static StoreException changed() {
        return new StoreException(
                "others stored or took some of these keys since this transaction began to read, or forgot them again; roll"
                        + " it back and begin it again",
                true);
    }

    private Map<KeyId, StockRow> takeMoves(
            StoreTransaction tx, Map<Fingerprint, KnownKey> known, Map<Candidate, KeyId> ids) {
        if (!moves()) {
            return Map.of();
        }
        Map<KeyId, KnownKey> byId = byId(known);
        Set<KeyId> met = new HashSet<>();
        Set<KeyId> wanted = new HashSet<>();
        Map<KeyId, Folded> unfolded = new HashMap<>();
        ids.forEach((candidate, id) -> {
            KnownKey key = byId.get(id);
            if (met.add(id) && key != null && fate(candidate, key) == Fate.ELSEWHERE) {
                wanted.add(id);
                candidate
                        .key()
                        .folded()
                        .filter(folded -> !known.containsKey(folded.fingerprint()))
                        .ifPresent(folded -> unfolded.put(id, folded));
            }
        });
        Map<KeyId, StockRow> taken = tx.takeStock(context.shop(), wanted).stream()
                .collect(Collectors.toMap(StockRow::key, Function.identity()));
        if (!taken.keySet().containsAll(unfolded.keySet())) {
            throw changed();
        }
        if (!unfolded.isEmpty()) {
            tx.fold(context.shop(), unfolded);
        }
        return taken;
    }

    private static Map<KeyId, KnownKey> byId(Map<Fingerprint, KnownKey> known) {
        Map<KeyId, KnownKey> byId = new HashMap<>();
        known.values().forEach(key -> byId.put(key.id(), key));
        return byId;
    }

    private Map<Candidate, Fate> fates(
            Map<Fingerprint, KnownKey> known, Map<Candidate, KeyId> ids, Map<KeyId, StockRow> moved) {
        Map<KeyId, KnownKey> byId = byId(known);
        Map<Candidate, Fate> fates = new HashMap<>();
        Set<KeyId> met = new HashSet<>();
        ids.forEach((candidate, id) -> {
            KnownKey key = byId.get(id);
            Fate fate;
            // What came before in this batch is what it is when that batch was stored.
            if (key == null) {
                fate = met.add(id) ? Fate.ADDED : Fate.IN_IMPORT;
            } else if (moved.containsKey(id)) {
                fate = met.add(id) ? Fate.MOVED : Fate.IN_POOL;
            } else {
                fate = fate(candidate, key);
            }
            fates.put(candidate, refuseIfAsked(candidate, fate));
        });
        return fates;
    }

    private Fate fate(Candidate candidate, KnownKey key) {
        if (key.id().equals(candidate.key().id())) {
            // Under its own id it was stored by a try of this very batch whose answer was lost.
            return Fate.ADDED;
        }
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

    /**
     * Puts what was added or moved behind the keys of its pool, in the order of the entries.
     *
     * @return the warnings of pools out of which keys were moved
     */
    private List<ThresholdReached> addStock(
            StoreTransaction tx,
            Map<Pool, PoolRow> pools,
            Map<Candidate, KeyId> ids,
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
            StockRow row =
                    unplaced.remove(ids.getOrDefault(candidate, candidate.key().id()));
            if (added.contains(candidate.key().id())) {
                NewKey key = candidate.key();
                stock.add(new StockRow(pool.id(), pool.nextPosition(), key.id(), key.value(), key.expiry()));
            } else if (row != null) {
                stock.add(row.at(pool.id(), pool.nextPosition()));
            } else {
                continue;
            }
            pools.put(candidate.pool(), pool.withAdded(1));
        }
        tx.addStock(context.shop(), stock);
        tx.addImportParts(context.shop(), importId, parts(stock, pools));
        context.write(tx, events(stock, pools));
        Alarms alarms = new Alarms(context);
        List<Event> told = new ArrayList<>();
        pools.replaceAll((name, pool) -> {
            if (!removed.containsKey(pool.id())) {
                return alarms.moved(tx, before.getOrDefault(name, pool), pool, context.now());
            }
            Alarms.Settled settled = alarms.settle(tx, pool, context.now());
            told.addAll(settled.events());
            return settled.pool();
        });
        tx.savePools(context.shop(), pools.values());
        context.write(tx, told);
        return Alarms.warningsOf(told);
    }

    private List<Event> events(List<StockRow> stock, Map<Pool, PoolRow> pools) {
        Instant now = context.now();
        List<Event> events = new ArrayList<>();
        pools.forEach((name, pool) -> {
            int count = (int)
                    stock.stream().filter(row -> row.poolId() == pool.id()).count();
            if (count > 0) {
                events.add(new KeysImported(context.newId(), now, options.act(), importId, name, count));
            }
        });
        return events;
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
