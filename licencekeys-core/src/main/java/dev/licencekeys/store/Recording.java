package dev.licencekeys.store;

import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one call decided to write.
 *
 * @param newLines lines that were not on record, in the order in which they are served, and begin to wait
 * @param changedLines lines that this transaction locked, with what changed
 * @param newKeys keys that were generated
 * @param assignments which key goes to which line
 * @param taken stock rows that this transaction claimed and that are assigned now
 * @param events what else happened, to be written down
 */
public record Recording(
        List<NewLine> newLines,
        List<ChangedLine> changedLines,
        List<NewKey> newKeys,
        List<Assignment> assignments,
        List<StockRow> taken,
        List<Event> events) {

    /** Stands for the pool id of a key that came from no pool. */
    public static final long GENERATED = 0;

    /** One of which nothing is written down. */
    public Recording(
            List<NewLine> newLines,
            List<ChangedLine> changedLines,
            List<NewKey> newKeys,
            List<Assignment> assignments,
            List<StockRow> taken) {
        this(newLines, changedLines, newKeys, assignments, taken, List.of());
    }

    /** One that changes lines, and nothing else. */
    public static Recording changing(List<ChangedLine> lines) {
        return new Recording(List.of(), lines, List.of(), List.of(), List.of());
    }

    /** The same with the changes of no other lines than these. */
    public Recording onlyChangesOf(Set<LineRef> lines) {
        List<ChangedLine> changed = changedLines.stream()
                .filter(change -> lines.contains(change.line()))
                .toList();
        return new Recording(newLines, changed, newKeys, assignments, taken, events);
    }

    /**
     * A line that is not on record.
     *
     * @param line which line
     * @param terms under what it is fulfilled; empty if it did not come yet, but something that concerns it did
     * @param counts its figures
     * @param waitsFor the pools, by id, of which a key would do; empty if it does not wait
     * @param at when it came
     */
    public record NewLine(LineRef line, Optional<LineTerms> terms, LineCounts counts, Set<Long> waitsFor, Instant at) {}

    /**
     * What changed on a line.
     *
     * @param line which line
     * @param terms under what it is fulfilled from now on, if it came only now; otherwise they stay
     * @param counts its figures; if it waits for no keys it leaves every queue
     * @param waitsFor the pools, by id, of which a key would do; it joins the queues in which it does not stand yet
     */
    public record ChangedLine(LineRef line, Optional<LineTerms> terms, LineCounts counts, Set<Long> waitsFor) {}

    /**
     * A key given to a line.
     *
     * @param key which key
     * @param line to which line
     * @param number its place on the line, from 1
     * @param poolId the pool it came from, or {@link #GENERATED}
     * @param at when
     * @param expiry from when on it is of no use to the customer any more; empty if it never expires
     */
    public record Assignment(KeyId key, LineRef line, int number, long poolId, Instant at, Optional<Instant> expiry) {
        /** A key that never expires. */
        public Assignment(KeyId key, LineRef line, int number, long poolId, Instant at) {
            this(key, line, number, poolId, at, Optional.empty());
        }
    }
}
