package dev.licencekeys.testkit.assertion;

import dev.licencekeys.pool.PoolStock;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the figures of a pool.
 *
 * <pre>{@code
 * assertThat(keys.stock().pool(Pool.tagged("photo-v2"))).hasAvailable(5).hasWaitingLines(0);
 * }</pre>
 */
public final class PoolStockAssert extends AbstractAssert<PoolStockAssert, PoolStock> {
    private PoolStockAssert(PoolStock actual) {
        super(actual, PoolStockAssert.class);
    }

    /** Begins assertions about figures. */
    public static PoolStockAssert assertThat(PoolStock figures) {
        return new PoolStockAssert(figures);
    }

    /** So many keys were put into the pool, given or not. */
    public PoolStockAssert hasTotal(long keys) {
        return require("a total of", keys, actual.total());
    }

    /** So many keys can be given. */
    public PoolStockAssert hasAvailable(long keys) {
        return require("available keys:", keys, actual.available());
    }

    /** So many keys were given. */
    public PoolStockAssert hasUsed(long keys) {
        return require("used keys:", keys, actual.used());
    }

    /** So many keys were given and seen by their customers. */
    public PoolStockAssert hasRevealed(long keys) {
        return require("revealed keys:", keys, actual.revealed());
    }

    /** So many order lines wait for a key of this pool. */
    public PoolStockAssert hasWaitingLines(long lines) {
        return require("waiting lines:", lines, actual.waitingLines());
    }

    private PoolStockAssert require(String what, long expected, long found) {
        if (expected != found) {
            failWithMessage(
                    "%s",
                    "expected the pool \"" + actual.pool() + "\" to have " + what + " " + expected + ", but it is "
                            + found + "; of " + actual.total() + " keys " + actual.available() + " are available, "
                            + actual.waitingLines() + " lines wait");
        }
        return this;
    }
}
