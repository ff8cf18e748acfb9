package dev.licencekeys.testkit.assertion;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Answers as text for people, with masked keys. */
final class Told {
    private Told() {}

    /** Says what was expected of an order, and shows the lines that are the reason. */
    static String answer(Fulfilment answer, String wanted, Predicate<LineFulfilment> guilty) {
        return answer.lines().stream()
                .filter(guilty)
                .map(Told::line)
                .collect(Collectors.joining(
                        "\n  ", "expected order \"" + answer.orderId() + "\" to " + wanted + "; it has\n  ", ""));
    }

    static String line(LineFulfilment line) {
        String keys = line.keys().stream().map(Told::key).collect(Collectors.joining(", ", " (", ")"));
        return "line \"" + line.lineId() + "\", " + line.product() + ": " + line.status() + ", "
                + line.keys().size() + " keys" + (line.keys().isEmpty() ? "" : keys) + ", waits for " + line.waiting()
                + (line.surplus() > 0 ? ", surplus " + line.surplus() : "");
    }

    private static String key(AssignedKey key) {
        return key.number() + ": " + key.key() + (key.isNew() ? " new" : "");
    }
}
