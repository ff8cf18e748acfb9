package dev.licencekeys;

import dev.licencekeys.error.ShortageException;
import dev.licencekeys.event.ThresholdReached;
import java.util.List;

/**
 * The answer to an order: per line the keys, and what has to wait. When the call joined a transaction of the host it is
 * provisional until the host has committed.
 *
 * @param orderId the shop's id of the order
 * @param lines one for each line of the order, in its order
 * @param warnings the thresholds that the transaction reached; of several orders that shared one, be it by one call or by
 *     several, the first carries them
 */
public record Fulfilment(String orderId, List<LineFulfilment> lines, List<ThresholdReached> warnings)
        implements Outcome {
    /** Makes the lists unmodifiable. */
    public Fulfilment {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** Every key of every line, in the order of the lines. */
    public List<AssignedKey> keys() {
        return lines.stream().flatMap(line -> line.keys().stream()).toList();
    }

    /** Keys of all lines that are not available yet. */
    public int waiting() {
        return lines.stream().mapToInt(LineFulfilment::waiting).sum();
    }

    /** Tells whether nothing waits and nothing was rejected. */
    public boolean isComplete() {
        return waiting() == 0 && !isRejected();
    }

    /** Tells whether nothing was written because keys are short and the order is not to wait. */
    public boolean isRejected() {
        return lines.stream().anyMatch(line -> line.status() == LineFulfilment.Status.REJECTED);
    }

    /**
     * The answer for one line.
     *
     * @throws IllegalArgumentException if the order has no such line
     */
    public LineFulfilment line(String lineId) {
        return lines.stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("order \"" + orderId + "\" has no line \"" + lineId + "\""));
    }

    @Override
    public Fulfilment orElseThrow() {
        return this;
    }

    /**
     * Returns this if it is complete, for hosts that would rather unwind.
     *
     * @throws ShortageException if keys are not available
     */
    public Fulfilment requireComplete() {
        if (!isComplete()) {
            throw new ShortageException(orderId, waiting());
        }
        return this;
    }
}
