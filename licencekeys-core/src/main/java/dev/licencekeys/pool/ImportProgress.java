package dev.licencekeys.pool;

import java.time.Duration;

/**
 * How far an import is.
 *
 * @param lines read so far
 * @param bytes read so far; 0 for a supply that does not know
 * @param added keys stored so far
 * @param elapsed since it began
 */
public record ImportProgress(long lines, long bytes, long added, Duration elapsed) {
    /** Lines per second so far; 0 at the beginning. */
    public long linesPerSecond() {
        return elapsed.isZero() ? 0 : lines * 1_000 / Math.max(1, elapsed.toMillis());
    }
}
