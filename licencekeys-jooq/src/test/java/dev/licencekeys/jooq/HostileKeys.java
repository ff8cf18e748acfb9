package dev.licencekeys.jooq;

import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keys as nobody makes them: of all planes of Unicode, of any length up to 2,000, and in the languages of programs. */
final class HostileKeys {
    private static final int MAX_LENGTH = 2_000;

    private static final List<String> PROGRAMS = List.of(
            "=HYPERLINK(\"http://example.com\",\"key\")",
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "'; DROP TABLE licence_key; --",
            "\\'; DELETE FROM licence_stock WHERE '1'='1",
            "$$; SELECT 1; $$",
            "E'\\\\000'",
            "\\x00",
            "%",
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
            "a,b\"c;d",
            "\"",
            "'",
            "`",
            "\\",
            "null",
            "../../etc/passwd");

    /** Each with a letter that may come in one or in several code points. */
    private static final List<String> COMPOSED = List.of(
            "caf\u00E9", "\u1E9B\u0323", "\u212B", "\uAC01", "\u0344", "\u2126", "\uD834\uDD5E", "\uFB01", "\u0130");

    private static final List<String> DECOMPOSED = List.of(
            "cafe\u0301",
            "\u017F\u0323\u0307",
            "A\u030A",
            "\u1100\u1161\u11A8",
            "\u0308\u0301",
            "\u03A9",
            "\uD834\uDD57\uD834\uDD65",
            "fi",
            "I\u0307");

    /** At the limits of columns, in characters of one to four bytes. */
    private static final List<String> WIDTHS = List.of("a", "\u00E9", "\u20AC", "\uD83D\uDD11");

    private static final List<Integer> LENGTHS =
            List.of(0, 1, 2, 254, 255, 256, 1_023, 1_024, 1_025, 1_999, MAX_LENGTH);

    private static final List<Integer> SPOILERS = List.of(
            0, 1, 7, 9, 10, 13, 27, 0x7F, 0x85, 0xAD, 0x200B, 0x200E, 0x2028, 0x202E, 0x2066, 0xD83D, 0xDD11, 0xFEFF,
            0xFFFE, 0xFFFF, 0xE0001, 0x10FFFF);

    private final Random random;

    HostileKeys(Random random) {
        this.random = random;
    }

    /** The next of them. */
    String next() {
        return switch (random.nextInt(8)) {
            case 0 -> text(length(), c -> true);
            case 1 -> text(length(), Character::isLetterOrDigit);
            case 2 -> text(length(), HostileKeys::isShown);
            case 3 -> spoilt(text(length(), HostileKeys::isShown));
            case 4 -> oneOf(PROGRAMS) + suffix();
            case 5 -> oneOf(random.nextBoolean() ? COMPOSED : DECOMPOSED) + suffix();
            case 6 -> edge();
            default -> padded(text(length(), HostileKeys::isShown));
        };
    }

    /** Mostly short, since long ones seldom have nothing that is refused. */
    private int length() {
        return random.nextInt(1 + oneOf(List.of(4, 40, 40, 40, MAX_LENGTH)));
    }

    /** Of any plane, each as often. */
    private String text(int length, IntPredicate wanted) {
        return IntStream.generate(() -> random.nextInt(17) << 16 | random.nextInt(1 << 16))
                .filter(wanted)
                .limit(length)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            default -> true;
        };
    }

    private String spoilt(String text) {
        int at = text.offsetByCodePoints(0, random.nextInt(1 + text.codePointCount(0, text.length())));
        return text.substring(0, at) + Character.toString(oneOf(SPOILERS)) + text.substring(at);
    }

    /** Few, so that the same key comes again. */
    private String suffix() {
        return random.nextBoolean() ? "" : "-" + random.nextInt(1_000);
    }

    private String edge() {
        String suffix = suffix();
        return oneOf(WIDTHS).repeat(Math.max(0, oneOf(LENGTHS) - suffix.length())) + suffix;
    }

    private String padded(String text) {
        List<String> spaces =
                List.of("", " ", "\t", "\u00A0", "\u2003", "\u3000", "\u200B", "\uFEFF", "\u200E", "\r\n");
        return oneOf(spaces) + text + oneOf(spaces);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
