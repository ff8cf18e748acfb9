package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;

/**
 * When the merchant is warned: once as soon as the used share of a pool's keys reaches a percentage, and again only after
 * the pool was replenished to below it.
 *
 * @param percent 1 to 100, or 0 for no warning
 */
public record ThresholdPolicy(int percent) {
    /** Warns at 80 %. */
    public static final ThresholdPolicy DEFAULT = new ThresholdPolicy(80);

    /** Never warns. */
    public static final ThresholdPolicy OFF = new ThresholdPolicy(0);

    /**
     * Checks the range.
     *
     * @throws InvalidInputException if it is not a percentage
     */
    public ThresholdPolicy {
        if (percent < 0 || percent > 100) {
            throw new InvalidInputException("percent", "is " + percent + "; it must be from 1 to 100, or 0 for none");
        }
    }

    /** Tells whether there is a threshold at all. */
    public boolean isOn() {
        return percent > 0;
    }

    /**
     * The most keys that are still available when the threshold is reached, of a pool with {@code total} keys.
     *
     * <p>Usage reaches p % with the key number ⌈total · p / 100⌉; of 10 keys at 80 % that is the eighth, and 2 are left.
     */
    public long availableAtThreshold(long total) {
        // Divided before it is multiplied, so that no total overflows.
        long used = total / 100 * percent + (total % 100 * percent + 99) / 100;
        return total - used;
    }
}
