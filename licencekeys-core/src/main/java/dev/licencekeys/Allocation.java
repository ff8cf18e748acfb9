package dev.licencekeys;

import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which line gets which of the keys in hand. Pure.
 *
 * <p>Lines are served in their order, each from its first source as long as that has keys, then from the next. Where the
 * hand is empty and the pool is not known to be, the allocation is not complete yet: it says how many keys to claim, and
 * is tried again with those.
 */
final class Allocation {
    /**
     * Lines that are accepted or rejected together: those of an order.
     *
     * @param lines in the order in which they are served
     */
    record Group(List<PlannedLine> lines) {}

    /**
     * What a group gets.
     *
     * @param rejected whether a line that must not wait is short; then nothing is given to any line of the group
     * @param grants one for each line
     */
    record Granted(boolean rejected, List<Grant> grants) {}

    /**
     * What a line gets.
     *
     * @param taken stock rows
     * @param generated how many keys to make
     * @param waiting how many keys it lacks after that
     */
    record Grant(PlannedLine line, List<StockRow> taken, int generated, int waiting) {}

    private final Map<Long, Deque<StockRow>> hand = new HashMap<>();
    private final Map<Long, Integer> wanted = new HashMap<>();
    private final Set<Long> exhausted;
    private final List<Granted> granted = new ArrayList<>();

    private Allocation(Map<Long, List<StockRow>> claimed, Set<Long> exhausted) {
        claimed.forEach((pool, rows) -> hand.put(pool, new ArrayDeque<>(rows)));
        this.exhausted = exhausted;
    }

    /**
     * Allocates.
     *
     * @param claimed the keys in hand, by pool, lowest position first
     * @param exhausted pools that have no more than what is in hand
     */
    static Allocation of(List<Group> groups, Map<Long, List<StockRow>> claimed, Set<Long> exhausted) {
        Allocation allocation = new Allocation(claimed, exhausted);
        for (Group group : groups) {
            allocation.granted.add(allocation.grant(group));
        }
        // What is wanted of a pool is told as a whole, with what is in hand already.
        allocation.wanted.replaceAll(
                (pool, more) -> more + claimed.getOrDefault(pool, List.of()).size());
        return allocation;
    }

    /** How many keys to have in hand of which pool, where they don't suffice; empty when the allocation is complete. */
    Map<Long, Integer> wanted() {
        return wanted;
    }

    /** What each group gets; only of a complete allocation. */
    List<Granted> granted() {
        return granted;
    }

    /** Tells whether keys of a pool are left in hand. */
    boolean leaves(long pool) {
        Deque<StockRow> rows = hand.get(pool);
        return rows != null && !rows.isEmpty();
    }

    private Granted grant(Group group) {
        List<Grant> grants = new ArrayList<>(group.lines().size());
        boolean rejected = false;
        for (PlannedLine line : group.lines()) {
            Grant grant = grant(line);
            if (grant.waiting() > 0 && line.shortage() == ShortagePolicy.ALL_OR_NOTHING) {
                giveBack(grant);
                grant = new Grant(line, List.of(), 0, line.owed());
            }
            rejected |= grant.waiting() > 0 && line.shortage() == ShortagePolicy.REJECT;
            grants.add(grant);
        }
        if (rejected) {
            for (int i = grants.size() - 1; i >= 0; i--) {
                giveBack(grants.get(i));
            }
        }
        return new Granted(rejected, grants);
    }

    private Grant grant(PlannedLine line) {
        int lacking = line.owed();
        List<StockRow> taken = List.of();
        for (long source : line.sources()) {
            if (lacking == 0 || source == Recording.GENERATED) {
                return new Grant(line, taken, lacking, 0);
            }
            Deque<StockRow> rows = hand.computeIfAbsent(source, pool -> new ArrayDeque<>());
            if (taken.isEmpty() && !rows.isEmpty()) {
                taken = new ArrayList<>(line.owed());
            }
            while (lacking > 0 && !rows.isEmpty()) {
                taken.add(rows.removeFirst());
                lacking--;
            }
            if (lacking > 0 && !exhausted.contains(source)) {
                wanted.merge(source, lacking, Integer::sum);
                // Not known to be short, so the next source is not asked yet.
                return new Grant(line, taken, 0, 0);
            }
        }
        return new Grant(line, taken, 0, lacking);
    }

    private void giveBack(Grant grant) {
        for (int i = grant.taken().size() - 1; i >= 0; i--) {
            StockRow row = grant.taken().get(i);
            hand.computeIfAbsent(row.poolId(), pool -> new ArrayDeque<>()).addFirst(row);
        }
    }
}
