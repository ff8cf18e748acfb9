package dev.licencekeys.store;

import dev.licencekeys.pool.ThresholdLevel;
import java.util.Optional;

/**
 * Something to be told once about a pool, which was not told yet.
 *
 * @param level the level of the merchant's policy; empty: that the pool is exhausted
 * @param position who claims at or past this position reaches it
 */
public record Alert(Optional<ThresholdLevel> level, long position) {
    /** The most keys that are available when it is reached, of a pool with {@code total} keys. */
    public long availableOf(long total) {
        return level.map(reached -> reached.availableOf(total)).orElse(0L);
    }
}
