package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;

/**
 * How far a pool's keys are used up when the merchant is warned: to a share of all its keys, or to a number that is left.
 *
 * @param unit what the value counts
 * @param value 1 to 100 percent used, or at least 1 key left
 */
public record ThresholdLevel(Unit unit, long value) {
    /** What a level counts. */
    public enum Unit {
        /** Percent of all keys that were put into the pool, which are used. */
        PERCENT,

        /** Keys that are available still. */
        KEYS_LEFT
    }

    /**
     * Checks the range.
     *
     * @throws InvalidInputException if it is not a percentage, or not a number of keys
     */
    public ThresholdLevel {
        if (unit == Unit.PERCENT && (value < 1 || value > 100)) {
            throw new InvalidInputException("percent", "is " + value + "; it must be from 1 to 100");
        }
        if (value < 1) {
            throw new InvalidInputException("keysLeft", "is " + value + "; it must be at least 1");
        }
    }

    /** Reached when so many percent of the keys are used. */
    public static ThresholdLevel percent(int percent) {
        return new ThresholdLevel(Unit.PERCENT, percent);
    }

    /** Reached when so many keys are left. */
    public static ThresholdLevel keysLeft(long keys) {
        return new ThresholdLevel(Unit.KEYS_LEFT, keys);
    }

    /**
     * The most keys that are still available when the level is reached, of a pool with {@code total} keys.
     *
     * <p>Usage reaches p % with the key number ⌈total · p / 100⌉; of 10 keys at 80 % that is the eighth, and 2 are left.
     */
    public long availableOf(long total) {
        if (unit == Unit.KEYS_LEFT) {
            return value;
        }
        // Divided before it is multiplied, so that no total overflows.
        long used = total / 100 * value + (total % 100 * value + 99) / 100;
        return total - used;
    }

    /** {@return such as "80 %" or "5 keys left"} */
    @Override
    public String toString() {
        if (unit == Unit.PERCENT) {
            return value + " %";
        }
        return value == 1 ? "1 key left" : value + " keys left";
    }
}
