package dev.licencekeys.testkit.assertion;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.key.KeyId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the answer to an order.
 *
 * <pre>{@code
 * assertThat(fulfilment).isComplete().hasKeys(3);
 * assertThat(fulfilment).line("1").waitsFor(2);
 * }</pre>
 *
 * <p>Every assertion throws an {@link AssertionError} if it is not true.
 */
public final class FulfilmentAssert extends AbstractAssert<FulfilmentAssert, Fulfilment> {
    private FulfilmentAssert(Fulfilment actual) {
        super(actual, FulfilmentAssert.class);
    }

    /** Begins assertions about an answer. */
    public static FulfilmentAssert assertThat(Fulfilment answer) {
        return new FulfilmentAssert(answer);
    }

    /** Every unit has its keys: nothing waits, and nothing was rejected. */
    public FulfilmentAssert isComplete() {
        return require(actual.isComplete(), "be complete", line -> line.waiting() > 0 || isRejected(line));
    }

    /** Nothing was written, since keys are short and the order is not to wait. */
    public FulfilmentAssert isRejected() {
        return require(actual.isRejected(), "be rejected", line -> true);
    }

    private static boolean isRejected(LineFulfilment line) {
        return line.status() == LineFulfilment.Status.REJECTED;
    }

    /** The order has so many keys, on all lines together. */
    public FulfilmentAssert hasKeys(int keys) {
        return requireEqual("have", "keys", keys, actual.keys().size());
    }

    /** So many keys are not available yet, of all lines together. */
    public FulfilmentAssert waitsFor(int keys) {
        return requireEqual("wait for", "keys", keys, actual.waiting());
    }

    /** So many keys are new: the order got them by this very call. */
    public FulfilmentAssert gave(int keys) {
        return requireEqual("be given", "new keys", keys, (int)
                actual.keys().stream().filter(AssignedKey::isNew).count());
    }

    /** No key is new, as when an order comes again. */
    public FulfilmentAssert gaveNothingNew() {
        return require(
                actual.keys().stream().noneMatch(AssignedKey::isNew),
                "be given nothing new",
                line -> line.keys().stream().anyMatch(AssignedKey::isNew));
    }

    /**
     * The same keys on the same lines as another answer to the same order, in their order; whether they were new then does
     * not matter.
     */
    public FulfilmentAssert hasTheKeysOf(Fulfilment other) {
        Map<String, List<KeyId>> wanted = keysByLine(other);
        Map<String, List<KeyId>> found = keysByLine(actual);
        boolean same = actual.orderId().equals(other.orderId()) && found.equals(wanted);
        if (!same) {
            String expected = other.lines().stream()
                    .filter(line -> differ(wanted, found, line.lineId()))
                    .map(Told::line)
                    .collect(Collectors.joining("\n  ", "\nfirst it was told\n  ", ""));
            failWithMessage(
                    "%s",
                    Told.answer(
                                    actual,
                                    "have the keys that order \"" + other.orderId() + "\" was told before",
                                    line -> differ(wanted, found, line.lineId()))
                            + expected);
        }
        return this;
    }

    private static boolean differ(Map<String, List<KeyId>> one, Map<String, List<KeyId>> other, String lineId) {
        return !one.getOrDefault(lineId, List.of()).equals(other.getOrDefault(lineId, List.of()));
    }

    private static Map<String, List<KeyId>> keysByLine(Fulfilment answer) {
        return answer.lines().stream()
                .collect(Collectors.toMap(
                        LineFulfilment::lineId,
                        line -> line.keys().stream().map(AssignedKey::id).toList(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /**
     * Goes on with one line of the order.
     *
     * @param lineId the shop's id of the line; an order without it fails
     */
    public LineFulfilmentAssert line(String lineId) {
        if (actual.lines().stream().noneMatch(line -> line.lineId().equals(lineId))) {
            failWithMessage("%s", Told.answer(actual, "have a line \"" + lineId + "\"", line -> true));
        }
        return new LineFulfilmentAssert(actual.orderId(), actual.line(lineId));
    }

    private FulfilmentAssert requireEqual(String verb, String what, int expected, int found) {
        String wanted = verb + " " + expected + " " + what + " and not " + found;
        return require(expected == found, wanted, line -> true);
    }

    private FulfilmentAssert require(boolean isTrue, String wanted, Predicate<LineFulfilment> guilty) {
        if (!isTrue) {
            failWithMessage("%s", Told.answer(actual, wanted, guilty));
        }
        return this;
    }
}
