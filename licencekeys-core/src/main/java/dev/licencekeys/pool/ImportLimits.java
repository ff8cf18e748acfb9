package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;

/**
 * What an import may be at most. A supply that is larger is refused where it passes the limit; a longer line is rejected
 * alone.
 *
 * @param bytes of the whole supply
 * @param lines of the whole supply
 * @param lineLength characters of one line
 */
public record ImportLimits(long bytes, long lines, int lineLength) {
    /** A gigabyte, ten million lines, and 64 K characters in a line. */
    public static final ImportLimits DEFAULT = new ImportLimits(1L << 30, 10_000_000, 1 << 16);

    /**
     * Checks that something is allowed.
     *
     * @throws InvalidInputException if a limit is not positive
     */
    public ImportLimits {
        if (bytes < 1 || lines < 1 || lineLength < 1) {
            throw new InvalidInputException("limits", "must all be at least 1");
        }
    }
}
