package dev.licencekeys.key;

import java.time.Duration;

/**
 * How far a rotation is.
 *
 * @param pass which time it goes through the keys, from 1
 * @param checked keys that it looked at in this pass
 * @param total keys that there were to look at when the pass began
 * @param resealed keys that it stored anew, in all passes
 * @param elapsed since it began
 */
public record RotationProgress(int pass, long checked, long total, long resealed, Duration elapsed) {
    /** Keys per second, of this and the passes before; 0 at the beginning. */
    public long resealedPerSecond() {
        return elapsed.isZero() ? 0 : resealed * 1_000 / Math.max(1, elapsed.toMillis());
    }
}
