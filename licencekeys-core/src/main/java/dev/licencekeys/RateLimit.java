package dev.licencekeys;

import dev.licencekeys.error.InvalidInputException;
import java.time.Instant;

/**
 * How often keys may be verified by the public, so that nobody finds one by trying. Implementations are safe for use by
 * several threads.
 */
@FunctionalInterface
public interface RateLimit {
    /**
     * Counts a verification.
     *
     * @param source who asks, as the host tells it: an address, an account
     * @param now the time
     * @return false if it is one too many; then nothing is looked up
     */
    boolean permits(String source, Instant now);

    /**
     * So many a minute, from each source and from all together, in this program; as many at once after a pause. The 10,000
     * sources that asked last are remembered.
     *
     * @throws InvalidInputException if one of them is not positive
     */
    static RateLimit perMinute(int each, int all) {
        if (each < 1 || all < 1) {
            throw new InvalidInputException(
                    "perMinute", "is " + each + " from each source and " + all + " from all; allow at least 1");
        }
        return new RecentSources(each, all);
    }

    /** No limit: the host has one of its own in front. */
    static RateLimit none() {
        return (source, now) -> true;
    }
}
