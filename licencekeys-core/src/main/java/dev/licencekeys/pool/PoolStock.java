package dev.licencekeys.pool;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The figures of a pool at one moment.
 *
 * @param pool which pool
 * @param total keys that were put into the pool, given or not
 * @param available keys that can be given, and expired ones that nobody retired yet
 * @param revealed keys that were given and that their customers have seen
 * @param waitingLines order lines that wait for a key of this pool
 * @param threshold when the merchant is warned
 * @param followsDefault whether that is the shop's default
 * @param ignoresCase whether keys that differ only in case are the same key to it
 * @param forecast how long the available ones last; empty if too little is known
 */
public record PoolStock(
        Pool pool,
        long total,
        long available,
        long revealed,
        long waitingLines,
        ThresholdPolicy threshold,
        boolean followsDefault,
        boolean ignoresCase,
        Optional<Forecast> forecast) {
    /** Those of a pool for which case counts, of which no key was seen, and which follows the shop's default. */
    public PoolStock(Pool pool, long total, long available, long waitingLines, ThresholdPolicy threshold) {
        this(pool, total, available, 0, waitingLines, threshold, true, false, Optional.empty());
    }

    /** The same with another forecast. */
    public PoolStock withForecast(Optional<Forecast> other) {
        return new PoolStock(
                pool, total, available, revealed, waitingLines, threshold, followsDefault, ignoresCase, other);
    }

    /** Keys that were given. */
    public long used() {
        return total - available;
    }

    /** Keys that were given and that their customers have not seen yet. */
    public long assigned() {
        return used() - revealed;
    }

    /** The used share in percent, rounded down; 0 for a pool that never had a key. */
    public int usagePercent() {
        if (total == 0) {
            return 0;
        }
        // A hundred times the keys of a very large pool are more than a long holds.
        BigInteger hundredfold = BigInteger.valueOf(used()).multiply(BigInteger.valueOf(100));
        return hundredfold.divide(BigInteger.valueOf(total)).intValueExact();
    }
}
