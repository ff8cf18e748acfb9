package dev.licencekeys.text;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Questions about text that {@link String} answers differently from what a shop needs.
 *
 * <p>{@link String#isBlank()} is false for a no-break space (U+00A0) and a zero-width space (U+200B), and databases
 * store an unpaired surrogate as another text or as {@code ?}; so both are decided here, before any database.
 */
public final class Characters {
    private Characters() {}

    /** Tells whether {@code text} shows nothing: empty, or nothing but spaces and invisible characters. */
    public static boolean isBlank(String text) {
        return first(text, codePoint -> !isInvisible(codePoint)).isEmpty();
    }

    /**
     * {@code text} without the spaces at its ends: of any width, tabs, line breaks, and the zero-width space and byte-order
     * mark that files bring along. Other invisible characters stay, to be seen and refused.
     */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(int codePoint) {
        return Character.isSpaceChar(codePoint) || "\t\n\r\u200B\uFEFF".indexOf(codePoint) >= 0;
    }

    /** The first code point of {@code text} that {@code unwanted} accepts, or empty. */
    public static OptionalInt first(String text, IntPredicate unwanted) {
        // Not a stream: a million keys are looked through four times.
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (unwanted.test(text.codePointAt(i))) {
                return OptionalInt.of(text.codePointAt(i));
            }
        }
        return OptionalInt.empty();
    }

    /** A control character: U+0000 to U+001F and U+007F to U+009F, or a line or paragraph separator. */
    public static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
    }

    /** Half of a surrogate pair without the other half: no character at all. */
    public static boolean isUnpairedSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** A character that shapes its neighbours without showing: zero-width ones, direction marks, soft hyphens. */
    public static boolean isFormat(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT;
    }

    /** {@code U+00A0}: how messages name a character that may not be printable. */
    public static String name(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isSpaceChar(codePoint) || isControl(codePoint) || isFormat(codePoint);
    }
}
