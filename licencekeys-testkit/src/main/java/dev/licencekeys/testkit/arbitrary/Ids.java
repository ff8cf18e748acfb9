package dev.licencekeys.testkit.arbitrary;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * Ids of orders, lines, products, customers and shops: up to 100 characters, compared exactly. Tags are lower case besides,
 * see {@link #tags()}.
 */
public final class Ids {
    private static final int LONGEST = 100;

    /**
     * Ids that some database, or some shop, might take for one: each differs from another only in case, accent, width, an
     * invisible character, or the like. All are allowed, and all are different. The last are of astral characters and are
     * written from right to left.
     */
    public static final List<String> ALIKE = List.of(
            "a1",
            "A1",
            "a\u200B1",
            "a\u00AD1",
            "\u00E41",
            "\u04301",
            "a 1",
            "a  1",
            "a\u00A01",
            "1",
            "01",
            "1.0",
            "\uFF11",
            "\u2460",
            "ss",
            "SS",
            "\u00DF",
            "e",
            "\u00E9",
            "e\u0301",
            "i",
            "I",
            "\u0130",
            "\u0131",
            "fi",
            "\uFB01",
            "ae",
            "\u00E6",
            "%",
            "_",
            "'",
            "\\",
            "\"",
            "?",
            "null",
            "NULL",
            "\uD83D\uDE00",
            "\uD83D\uDE01",
            "\u05E9\u05DC\u05D5\u05DD",
            "\u05DD\u05D5\u05DC\u05E9");

    /** What no id can be, one of each kind: blank, too long, with blanks at an end, and what some database would change. */
    public static final List<String> REFUSED = List.of(
            "",
            " ",
            "\u00A0",
            "\u200B",
            "\u3000",
            "x".repeat(LONGEST + 1),
            "a ",
            " a",
            "a\u200B",
            "nu\0l",
            "a\nb",
            "\uD83D");

    private Ids() {}

    /** Ids as shops count them, and now and then an awkward one. */
    public static Arbitrary<String> any() {
        return Arbitraries.frequencyOf(Tuple.of(3, usual()), Tuple.of(1, awkward()));
    }

    /** Numbers, and letters with hyphens. */
    public static Arbitrary<String> usual() {
        Arbitrary<String> numbers = Arbitraries.integers().between(1, 999_999).map(String::valueOf);
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(words -> String.join("-", words));
        return Arbitraries.oneOf(numbers, names);
    }

    /** Allowed ids that are mistaken, cut or changed easily: {@link #ALIKE} and the longest ones. */
    public static Arbitrary<String> awkward() {
        return Arbitraries.oneOf(Arbitraries.of(ALIKE), longest());
    }

    /** Ids of exactly 100 UTF-16 units, of characters that take one to four bytes; many differ only in their last one. */
    private static Arbitrary<String> longest() {
        return Arbitraries.of("x", "\u00E9", "\u20AC", "\uD83D\uDE00")
                .flatMap(unit -> Arbitraries.of(unit, unit.length() == 1 ? "y" : "\uD83D\uDE01")
                        .map(last -> unit.repeat(LONGEST / unit.length() - 1) + last));
    }

    /** What is refused, by an {@link dev.licencekeys.error.InvalidInputException}: {@link #REFUSED} and the like. */
    public static Arbitrary<String> refused() {
        Arbitrary<String> tooLong = Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(LONGEST + 1)
                .ofMaxLength(3 * LONGEST);
        Arbitrary<String> blank = Arbitraries.of(KeyValues.BLANKS);
        Arbitrary<String> padded = Arbitraries.oneOf(
                usual().flatMap(id -> blank.map(space -> id + space)),
                usual().flatMap(id -> blank.map(space -> space + id)));
        return Arbitraries.oneOf(Arbitraries.of(REFUSED), tooLong, padded);
    }

    /** Tags: ids in lower case. */
    public static Arbitrary<String> tags() {
        return any().filter(tag -> tag.toLowerCase(Locale.ROOT).equals(tag));
    }

    /** So many different ids. */
    static Arbitrary<Set<String>> different(int most) {
        return any().set()
                .ofMinSize(1)
                .ofMaxSize(most)
                .map(ids -> ids.stream().collect(Collectors.toUnmodifiableSet()));
    }
}
