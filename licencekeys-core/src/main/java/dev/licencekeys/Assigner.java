package dev.licencekeys;

import dev.licencekeys.Allocation.Grant;
import dev.licencekeys.Allocation.Granted;
import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineChanged;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims and allocates for lines that are owed keys, and decides what to write: for new orders and for waiting ones. */
final class Assigner {
    private final ShopContext context;

    Assigner(ShopContext context) {
        this.context = context;
    }

    /**
     * A complete allocation.
     *
     * @param pools by id, as they are once expired keys were retired
     * @param warnings the thresholds that this reached
     */
    record Allocated(Allocation allocation, Map<Long, PoolRow> pools, List<ThresholdReached> warnings) {}

    /** Claims until the allocation is complete; keys that turn out to have expired are retired on the way. */
    Allocated allocate(StoreTransaction tx, List<Group> groups, Map<Long, PoolRow> known, Instant now) {
        ExpiredKeys expired = new ExpiredKeys(context, now);
        Map<Long, PoolRow> pools = new HashMap<>(known);
        Map<Long, List<StockRow>> hand = new HashMap<>();
        Set<Long> exhausted = new HashSet<>();
        Map<Long, Set<Long>> overflow = overflow(groups);
        while (true) {
            Allocation allocation = Allocation.of(groups, hand, exhausted);
            Map<Long, Integer> wanted = allocation.wanted();
            if (wanted.isEmpty()) {
                return new Allocated(allocation, pools, expired.warnings());
            }
            // Ends: every round fills a want, or exhausts one more of finitely many pools, or retires expired keys.
            Map<Long, List<StockRow>> claimed = tx.claim(context.shop(), wanted, overflow);
            Set<Long> met = expired.poolsOf(claimed);
            if (!met.isEmpty()) {
                pools.putAll(expired.retireMet(tx, inReach(met, overflow, pools), met, wanted));
                continue;
            }
            wanted.forEach((pool, count) -> {
                List<StockRow> rows = claimed.getOrDefault(pool, List.of());
                hand.put(pool, rows);
                if (rows.size() < count) {
                    exhausted.add(pool);
                }
            });
        }
    }

    /** Some pools, and those that may have to be locked after them. */
    private static List<PoolRow> inReach(Set<Long> ids, Map<Long, Set<Long>> overflow, Map<Long, PoolRow> pools) {
        Set<Long> reach = new HashSet<>(ids);
        ids.forEach(id -> reach.addAll(overflow.getOrDefault(id, Set.of())));
        return pools.values().stream().filter(pool -> reach.contains(pool.id())).toList();
    }

    /** For each pool those that any line asks after it. */
    private static Map<Long, Set<Long>> overflow(List<Group> groups) {
        Map<Long, Set<Long>> overflow = new HashMap<>();
        for (Group group : groups) {
            for (PlannedLine line : group.lines()) {
                if (line.owed() > 0 && line.sources().size() > 1) {
                    List<Long> pools = List.copyOf(Plan.poolIds(line.sources()));
                    for (int i = 0; i < pools.size() - 1; i++) {
                        overflow.computeIfAbsent(pools.get(i), pool -> new HashSet<>())
                                .addAll(pools.subList(i + 1, pools.size()));
                    }
                }
            }
        }
        return overflow;
    }

    /** What one line gets, with the keys that were just decided. */
    record Given(Grant grant, boolean rejected, List<StoredKey> keys) {}

    /**
     * A decision: what to write, and what to answer once it is written.
     *
     * @param given by group, in their order
     */
    record Decision(Recording recording, List<List<Given>> given) {}

    /** Decides what to write for a complete allocation. */
    Decision decide(Allocation allocation, Instant now) {
        int size = allocation.granted().stream()
                .mapToInt(group -> group.grants().size())
                .sum();
        List<NewLine> newLines = new ArrayList<>(size);
        List<ChangedLine> changedLines = new ArrayList<>();
        List<NewKey> newKeys = new ArrayList<>();
        List<Assignment> assignments = new ArrayList<>(size);
        List<StockRow> taken = new ArrayList<>(size);
        List<Event> events = new ArrayList<>();
        List<List<Given>> given = new ArrayList<>(allocation.granted().size());
        for (Granted group : allocation.granted()) {
            List<Given> lines = new ArrayList<>(group.grants().size());
            for (Grant grant : group.grants()) {
                if (group.rejected() || !grant.line().changes()) {
                    lines.add(new Given(grant, group.rejected(), List.of()));
                    continue;
                }
                List<StoredKey> keys = keysOf(grant, newKeys, assignments, now);
                taken.addAll(grant.taken());
                addLine(grant, newLines, changedLines, now);
                addEvents(grant, events, now);
                lines.add(new Given(grant, false, keys));
            }
            given.add(lines);
        }
        return new Decision(new Recording(newLines, changedLines, newKeys, assignments, taken, events), given);
    }

    /**
     * What became of a decision.
     *
     * @param warnings the thresholds that it reached
     */
    record Written(boolean lineWasThere, List<ThresholdReached> warnings) {}

    /**
     * Writes what was decided, and what is to be told because of the keys that it takes.
     *
     * @param pools by id, as they were seen before
     */
    Written write(StoreTransaction tx, Recording recording, Map<Long, PoolRow> pools, Instant now) {
        if (!recording.newKeys().isEmpty()) {
            context.requireStorable(tx, recording.newKeys());
        }
        if (tx.record(context.shop(), recording).lineWasThere()) {
            return new Written(true, List.of());
        }
        if (!recording.events().isEmpty()) {
            context.ringAfterCommit(tx);
        }
        return new Written(false, new Alarms(context).afterTaking(tx, recording.taken(), pools, now));
    }

    private List<StoredKey> keysOf(Grant grant, List<NewKey> newKeys, List<Assignment> assignments, Instant now) {
        PlannedLine line = grant.line();
        List<StoredKey> keys = new ArrayList<>(grant.taken().size() + grant.generated());
        int number = line.known().map(StoredLine::nextNumber).orElse(1);
        for (StockRow row : grant.taken()) {
            assignments.add(new Assignment(row.key(), line.ref(), number, row.poolId(), now, row.expiry()));
            keys.add(new StoredKey(row.key(), number++, row.value(), now, row.expiry()));
        }
        for (int i = 0; i < grant.generated(); i++) {
            NewKey key = line.terms().test() ? context.generateTest(now) : context.generate(now);
            newKeys.add(key);
            assignments.add(new Assignment(key.id(), line.ref(), number, Recording.GENERATED, now));
            keys.add(new StoredKey(key.id(), number++, key.value(), now));
        }
        return keys;
    }

    /** What a merchant may ask about later; that an order got its keys is on record by itself. */
    private void addEvents(Grant grant, List<Event> events, Instant now) {
        LineRef ref = grant.line().ref();
        LineCounts before = grant.line().known().map(StoredLine::counts).orElse(LineCounts.NONE);
        LineCounts after = grant.line().counts();
        boolean changed = before.quantity() != after.quantity() || before.refunded() != after.refunded();
        if (before.quantity() > 0 && changed) {
            events.add(new LineChanged(
                    context.newId(),
                    now,
                    ref.orderId(),
                    ref.lineId(),
                    before.quantity(),
                    after.quantity(),
                    before.refunded(),
                    after.refunded()));
        }
        int given = grant.taken().size() + grant.generated();
        if (before.waiting() > 0 && given > 0) {
            events.add(new LineFilled(context.newId(), now, ref.orderId(), ref.lineId(), given, grant.waiting()));
        }
        if (before.waiting() < grant.waiting()) {
            events.add(new LineWaits(context.newId(), now, ref.orderId(), ref.lineId(), grant.waiting()));
        }
    }

    private static void addLine(Grant grant, List<NewLine> newLines, List<ChangedLine> changedLines, Instant now) {
        PlannedLine line = grant.line();
        LineCounts counts = line.counts().withWaiting(grant.waiting());
        Set<Long> waitsFor = grant.waiting() > 0 ? Plan.poolIds(line.sources()) : Set.of();
        if (line.known().isPresent()) {
            boolean came = Plan.came(line.known());
            changedLines.add(
                    new ChangedLine(line.ref(), came ? Optional.empty() : Optional.of(line.terms()), counts, waitsFor));
        } else {
            newLines.add(new NewLine(line.ref(), Optional.of(line.terms()), counts, waitsFor, now));
        }
    }
}
