package dev.licencekeys.jooq;

import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdLevel.Unit;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.Alert;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Policies and alerts as text. A level is such as {@code 80%}, or {@code 5} for five keys left; a policy is {@code 80%,95%,5},
 * with {@code off} before it if nobody is warned; an alert is {@code 801:80%}, its position and its level, which is left out
 * of the one for an exhausted pool.
 */
final class ThresholdText {
    private static final String OFF = "off ";

    private ThresholdText() {}

    static String of(ThresholdLevel level) {
        return level.unit() == Unit.PERCENT ? level.value() + "%" : Long.toString(level.value());
    }

    static ThresholdLevel level(String text) {
        return text.endsWith("%")
                ? new ThresholdLevel(Unit.PERCENT, Long.parseLong(text.substring(0, text.length() - 1)))
                : new ThresholdLevel(Unit.KEYS_LEFT, Long.parseLong(text));
    }

    static String of(ThresholdPolicy policy) {
        String levels = policy.levels().stream().map(ThresholdText::of).collect(Collectors.joining(","));
        return policy.isOn() ? levels : OFF + levels;
    }

    static ThresholdPolicy policy(String text) {
        boolean on = !text.startsWith(OFF);
        String levels = on ? text : text.substring(OFF.length());
        return new ThresholdPolicy(
                Arrays.stream(levels.split(",", -1)).map(ThresholdText::level).toList(), on);
    }

    static String of(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> alert.position() + ":"
                        + alert.level().map(ThresholdText::of).orElse(""))
                .collect(Collectors.joining(","));
    }

    static List<Alert> alerts(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(ThresholdText::alert).toList();
    }

    private static Alert alert(String text) {
        int colon = text.indexOf(':');
        String level = text.substring(colon + 1);
        return new Alert(
                level.isEmpty() ? Optional.empty() : Optional.of(level(level)),
                Long.parseLong(text.substring(0, colon)));
    }
}
