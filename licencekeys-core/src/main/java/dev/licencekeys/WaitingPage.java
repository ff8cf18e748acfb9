package dev.licencekeys;

import java.util.List;
import java.util.OptionalLong;

/**
 * A part of the queue of a pool.
 *
 * @param lines in the order in which they began to wait for it
 * @param next where the next part begins; empty after the last
 */
public record WaitingPage(List<LineRecord> lines, OptionalLong next) {
    /** Makes the list unmodifiable. */
    public WaitingPage {
        lines = List.copyOf(lines);
    }
}
