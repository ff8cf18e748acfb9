package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * When the merchant is warned about a pool: once as a level is reached, and again only after the pool was replenished to
 * above it. Who reaches several levels at once causes one warning, of the last of them.
 *
 * @param levels without duplicates: the percentages in ascending order, then the numbers of keys left, in descending order; 1
 *     to {@value #MAX_LEVELS}
 * @param isOn whether anybody is warned at all; the levels are kept meanwhile
 */
public record ThresholdPolicy(List<ThresholdLevel> levels, boolean isOn) {
    /** The most levels of a policy. */
    public static final int MAX_LEVELS = 8;

    /** Warns at 80 %. */
    public static final ThresholdPolicy DEFAULT = atPercent(80);

    /** Never warns. */
    public static final ThresholdPolicy OFF = DEFAULT.off();

    /**
     * Puts the levels in order.
     *
     * @throws InvalidInputException if there are none or too many
     */
    public ThresholdPolicy {
        levels = levels.stream()
                .distinct()
                .sorted(Comparator.comparing(ThresholdLevel::unit)
                        .thenComparingLong(
                                level -> level.unit() == ThresholdLevel.Unit.PERCENT ? level.value() : -level.value()))
                .toList();
        if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
            throw new InvalidInputException(
                    "levels",
                    "are " + levels.size() + "; a policy has 1 to " + MAX_LEVELS
                            + ", and off() is how nobody is warned");
        }
    }

    /** Warns at these levels. */
    public static ThresholdPolicy of(ThresholdLevel... levels) {
        return new ThresholdPolicy(Arrays.asList(levels), true);
    }

    /** Warns when so many percent of the keys are used. */
    public static ThresholdPolicy atPercent(int... percents) {
        return new ThresholdPolicy(
                IntStream.of(percents).mapToObj(ThresholdLevel::percent).toList(), true);
    }

    /** Warns when so many keys are left. */
    public static ThresholdPolicy atKeysLeft(long... keys) {
        return new ThresholdPolicy(
                LongStream.of(keys).mapToObj(ThresholdLevel::keysLeft).toList(), true);
    }

    /** The same with one more level. */
    public ThresholdPolicy and(ThresholdLevel level) {
        return new ThresholdPolicy(
                Stream.concat(levels.stream(), Stream.of(level)).toList(), isOn);
    }

    /** The same levels, at which nobody is warned. */
    public ThresholdPolicy off() {
        return new ThresholdPolicy(levels, false);
    }

    /** The same levels, at which the merchant is warned. */
    public ThresholdPolicy on() {
        return new ThresholdPolicy(levels, true);
    }

    /** {@return such as "80 %, 95 %, 5 keys left", or that with "off: " before it} */
    @Override
    public String toString() {
        String text =
                String.join(", ", levels.stream().map(ThresholdLevel::toString).toList());
        return isOn ? text : "off: " + text;
    }
}
