package dev.licencekeys;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of order lines.
 *
 * @param lines in the order of the list
 * @param next where the next part begins; empty after the last
 */
public record LinePage(List<LineRecord> lines, Optional<LineCursor> next) {
    /** Makes the list unmodifiable. */
    public LinePage {
        lines = List.copyOf(lines);
    }
}
