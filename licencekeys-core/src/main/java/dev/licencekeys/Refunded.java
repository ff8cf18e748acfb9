package dev.licencekeys;

import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.FilledLine;
import java.util.List;

/**
 * The answer to a refund. When the call joined a transaction of the host it is provisional until the host has committed.
 *
 * @param refundId the shop's id of the refund
 * @param orderId the shop's id of the order
 * @param lines one for each line of the refund, in its order
 * @param filled lines that had waited, and got returned keys, oldest first
 * @param warnings thresholds that this reached
 */
public record Refunded(
        String refundId, String orderId, List<Line> lines, List<FilledLine> filled, List<ThresholdReached> warnings) {
    /**
     * What became of a line.
     *
     * @param lineId the shop's id of the line
     * @param isNew whether this call refunded it; of a refund that was on record before, nothing changed
     * @param returned keys that this call put back into stock
     * @param revoked keys that this call revoked
     * @param keys keys that the line has now
     * @param waiting keys that it waits for now
     * @param surplus keys that it has beyond its units, and keeps
     */
    public record Line(
            String lineId,
            boolean isNew,
            List<KeyId> returned,
            List<KeyId> revoked,
            int keys,
            int waiting,
            int surplus) {
        /** Makes the lists unmodifiable. */
        public Line {
            returned = List.copyOf(returned);
            revoked = List.copyOf(revoked);
        }
    }

    /** Makes the lists unmodifiable. */
    public Refunded {
        lines = List.copyOf(lines);
        filled = List.copyOf(filled);
        warnings = List.copyOf(warnings);
    }
}
