package dev.licencekeys.testkit.arbitrary;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * The values of keys: up to 1,024 characters, delivered exactly as they were uploaded, but for the blanks at their ends. Keys
 * that differ only in case are different ones; those that differ only in whether a letter is composed are the same.
 */
public final class KeyValues {
    private static final int LONGEST = 1_024;

    /** What is taken from the ends of a key: spaces of any width, and what files bring along without showing it. */
    public static final List<String> BLANKS =
            List.of(" ", "\t", "\u00A0", "\u3000", "\u2003", "\u200B", "\uFEFF", " \t ");

    /** Keys in the languages of programs, which are kept as they are. */
    private static final List<String> PROGRAMS = List.of(
            "100%_\\",
            "=1+1",
            "=HYPERLINK(\"http://example.com\",\"key\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "'; DROP TABLE licence_key; --",
            "\\'; DELETE FROM licence_stock WHERE '1'='1",
            "$$; SELECT 1; $$",
            "E'\\\\000'",
            "\\x00",
            "_%\\_",
            "?",
            ":name",
            "{d '2026-01-01'}",
            "<script>alert(1)</script>",
            "\"onmouseover=\"alert(1)",
            "</textarea>",
            "&lt;&#0;",
            "]]>",
            "${jndi:ldap://example.com/a}",
            "%s%n%1$s",
            "{0}",
            "\"quoted\", with a comma; and b\"c;d",
            "\"",
            "'",
            "`",
            "\\",
            "null",
            "../../etc/passwd");

    /** Letters that have, or are, another form of the same or of another letter; and what needs two units of UTF-16. */
    private static final List<String> LETTERS = List.of(
            "caf\u00E9",
            "cafe\u0301",
            "\u1E9B\u0323",
            "\u017F\u0323\u0307",
            "\u212B",
            "A\u030A",
            "\uAC01",
            "\u1100\u1161\u11A8",
            "\u0344",
            "\u0308\u0301",
            "\u2126",
            "\u03A9",
            "\uD834\uDD5E",
            "\uD834\uDD57\uD834\uDD65",
            "\uFB01",
            "fi",
            "\u0130",
            "I\u0307",
            "a b",
            "\uD83D\uDD11",
            "\uD83D\uDD11\uD83D\uDDDD\uFE0F",
            "\u05DE\u05E4\u05EA\u05D7",
            "\u0645\u0641\u062A\u0627\u062D");

    /** Controls, what shapes its neighbours without showing, and halves of surrogate pairs. */
    private static final List<String> SPOILERS = List.of(
            "\0",
            "\u0007",
            "\t",
            "\n",
            "\r",
            "\u001B",
            "\u007F",
            "\u0085",
            "\u00AD",
            "\u200B",
            "\u200E",
            "\u2028",
            "\u202E",
            "\u2066",
            "\uFEFF",
            "\uDB40\uDC01",
            "\uD83D",
            "\uDD11");

    private KeyValues() {}

    /** Keys as vendors make them, and now and then an awkward one. */
    public static Arbitrary<String> any() {
        return Arbitraries.frequencyOf(Tuple.of(3, usual()), Tuple.of(1, awkward()));
    }

    /** Groups of letters and digits: {@code 7QK2-XW4M-83TC}. */
    public static Arbitrary<String> usual() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('2', '9')
                .ofLength(4)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5)
                .map(groups -> String.join("-", groups));
    }

    /**
     * Keys as nobody makes them, all of which are accepted: of one character, of the most, of all planes of Unicode, from
     * right to left, and in the languages of programs.
     */
    public static Arbitrary<String> awkward() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, suffixed(Arbitraries.of(PROGRAMS))),
                Tuple.of(2, suffixed(Arbitraries.of(LETTERS))),
                Tuple.of(3, ofAllPlanes()),
                Tuple.of(1, aboutTheLongest()));
    }

    /** Few suffixes, so that the same key comes again. */
    private static Arbitrary<String> suffixed(Arbitrary<String> keys) {
        Arbitrary<String> suffixes = Arbitraries.integers().between(0, 999).map(number -> "-" + number);
        return Arbitraries.oneOf(keys, Combinators.combine(keys, suffixes).as(String::concat));
    }

    private static Arbitrary<String> ofAllPlanes() {
        return Arbitraries.integers()
                .between('!', Character.MAX_CODE_POINT)
                .withDistribution(RandomDistribution.uniform())
                .filter(KeyValues::isShown)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(KeyValues::text);
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String text(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    /** Of one to four bytes a character, at the limits of databases' columns. */
    private static Arbitrary<String> aboutTheLongest() {
        return Combinators.combine(
                        Arbitraries.of("a", "\u00E9", "\u20AC", "\uD83D\uDD11"),
                        Arbitraries.of(254, 255, 256, LONGEST - 1, LONGEST),
                        Arbitraries.integers().between(0, 99))
                .as((unit, length, number) -> unit.repeat(length - 3) + String.format(Locale.ROOT, "-%02d", number))
                .edgeCases(edges -> edges.add("a".repeat(LONGEST), "\uD83D\uDD11".repeat(LONGEST)));
    }

    /** Accepted keys between blanks, at least one, which are taken from them. */
    public static Arbitrary<String> padded() {
        Arbitrary<String> blank = Arbitraries.of(BLANKS);
        return Arbitraries.oneOf(
                Combinators.combine(any(), blank).as(String::concat),
                Combinators.combine(blank, any()).as(String::concat),
                Combinators.combine(blank, any(), blank).as((before, key, after) -> before + key + after));
    }

    /** From two to four keys that differ only in case, all of which are accepted and are different. */
    public static Arbitrary<List<String>> twins() {
        return usual().filter(key -> key.chars().filter(Character::isLetter).count() >= 2)
                .map(key -> {
                    int first = key.indexOf(
                            key.chars().filter(Character::isLetter).findFirst().orElseThrow());
                    String small = key.toLowerCase(Locale.ROOT);
                    return List.of(
                            key,
                            small,
                            small.substring(0, first) + key.charAt(first) + small.substring(first + 1),
                            key.substring(0, first) + small.charAt(first) + key.substring(first + 1));
                })
                .flatMap(all -> Arbitraries.integers().between(2, all.size()).map(count -> all.subList(0, count)));
    }

    /** What an upload rejects, with a finding that says why: blank, too long, or with a character that no key can have. */
    public static Arbitrary<String> rejected() {
        Arbitrary<String> blank = Arbitraries.of(BLANKS).list().ofMaxSize(3).map(blanks -> String.join("", blanks));
        Arbitrary<String> tooLong = Combinators.combine(
                        Arbitraries.of("a", "\u00E9", "\u20AC", "\uD83D\uDD11"),
                        Arbitraries.integers().between(LONGEST + 1, 2 * LONGEST))
                .as(String::repeat);
        Arbitrary<String> spoilt = Combinators.combine(usual(), Arbitraries.of(SPOILERS), usual())
                .as((before, spoiler, after) -> before + spoiler + after);
        return Arbitraries.frequencyOf(Tuple.of(1, blank), Tuple.of(1, tooLong), Tuple.of(3, spoilt));
    }

    /** What a file may hold: mostly awkward keys, some that come again, some between blanks, some that are rejected. */
    public static Arbitrary<String> hostile() {
        return Arbitraries.frequencyOf(Tuple.of(4, awkward()), Tuple.of(1, padded()), Tuple.of(1, rejected()));
    }
}
