package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdLevel.Unit;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When to warn, as a form has it.
 *
 * @param on whether to warn at all; null, as browsers send it, where it is not
 * @param percents percentages, between commas
 * @param keysLeft numbers of keys that are left, likewise; may be empty
 */
record ThresholdForm(Boolean on, String percents, String keysLeft) {
    static ThresholdForm of(ThresholdPolicy policy) {
        return new ThresholdForm(policy.isOn(), list(policy, Unit.PERCENT), list(policy, Unit.KEYS_LEFT));
    }

    private static String list(ThresholdPolicy policy, Unit unit) {
        return policy.levels().stream()
                .filter(level -> level.unit() == unit)
                .map(level -> Long.toString(level.value()))
                .collect(Collectors.joining(", "));
    }

    /**
     * What the form says.
     *
     * @throws InvalidInputException if something is no number, or out of its range
     */
    ThresholdPolicy policy() {
        List<ThresholdLevel> levels = Stream.concat(
                        levels(percents, value -> new ThresholdLevel(Unit.PERCENT, value)),
                        levels(keysLeft, ThresholdLevel::keysLeft))
                .toList();
        return new ThresholdPolicy(levels, Boolean.TRUE.equals(on));
    }

    private static Stream<ThresholdLevel> levels(String list, LongFunction<ThresholdLevel> level) {
        return Stream.of((list == null ? "" : list).split("[,;%\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> level.apply(number(part)));
    }

    private static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "levels", "has \"" + part + "\", which is no number; write for example 80, 95");
        }
    }
}
