package dev.licencekeys.mail;

import dev.licencekeys.text.Characters;
import java.text.BreakIterator;
import java.util.Locale;

/** Text from outside, such as a product's name, made fit to stand within a line of ours. */
final class OneLine {
    /** The longest, in UTF-16 units, the ellipsis included: every id is shorter. */
    static final int MAX_LENGTH = 200;

    private static final String ELLIPSIS = "…";
    private static final int REPLACEMENT = 0xFFFD;

    private OneLine() {}

    /**
     * {@code text} on one line: runs of spaces and control characters are one space, and none at the ends; marks that turn the
     * direction of what follows are left out; what is no character is replaced; and what is too long is cut.
     */
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        // A name may be as long as a book. More than this is not looked at: most of it would be cut.
        text.codePoints().limit(10L * MAX_LENGTH).forEach(c -> {
            if (Characters.isControl(c) || Character.isSpaceChar(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (!turnsDirection(c)) {
                line.appendCodePoint(isNoCharacter(c) ? REPLACEMENT : c);
            }
        });
        return cut(line.toString().strip());
    }

    private static String cut(String line) {
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int most = MAX_LENGTH - ELLIPSIS.length();
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        int end = characters.preceding(most + 1);
        if (end <= 0) {
            // One letter under a heap of marks. It is cut anyway, but not within a pair.
            end = Character.isLowSurrogate(line.charAt(most)) ? most - 1 : most;
        }
        return line.substring(0, end).strip() + ELLIPSIS;
    }

    /** A mark that has no end of its own would turn our words around, too. */
    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Half of a pair, or one of the code points that Unicode keeps free and HTML forbids. */
    private static boolean isNoCharacter(int c) {
        return Characters.isUnpairedSurrogate(c) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    }
}
