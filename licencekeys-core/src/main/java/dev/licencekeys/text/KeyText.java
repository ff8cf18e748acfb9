package dev.licencekeys.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What text can be a licence key, the same answer for every database. */
public final class KeyText {
    /** The longest key, in code points. */
    public static final int MAX_LENGTH = 1_024;

    private KeyText() {}

    /** Why {@code key}, already trimmed, can't be stored as a licence key; empty if it can. Never quotes the key. */
    public static Optional<String> problem(String key) {
        if (Characters.isBlank(key)) {
            return Optional.of("is blank");
        }
        int length = key.codePointCount(0, key.length());
        if (length > MAX_LENGTH) {
            return Optional.of("has " + length + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        OptionalInt surrogate = Characters.first(key, Characters::isUnpairedSurrogate);
        if (surrogate.isPresent()) {
            return Optional.of("contains " + Characters.name(surrogate.getAsInt()) + ", half of a surrogate pair");
        }
        OptionalInt control = Characters.first(key, Characters::isControl);
        if (control.isPresent()) {
            return Optional.of("contains the control character " + Characters.name(control.getAsInt()));
        }
        OptionalInt format = Characters.first(key, Characters::isFormat);
        if (format.isPresent()) {
            return Optional.of("contains the invisible character " + Characters.name(format.getAsInt()));
        }
        return Optional.empty();
    }

    /** The same as a yes or no, for which nobody has to find words: that takes as long as a look-up. */
    public static boolean isKey(String key) {
        return !Characters.isBlank(key)
                && key.codePointCount(0, key.length()) <= MAX_LENGTH
                && Characters.first(
                                key,
                                c -> Characters.isUnpairedSurrogate(c)
                                        || Characters.isControl(c)
                                        || Characters.isFormat(c))
                        .isEmpty();
    }

    /**
     * The form in which keys are compared: composed (NFC), because the same letter typed on two systems may arrive in
     * one or two code points. Keys that differ in case are different, unless their pool {@linkplain #folded ignores it}. A
     * key is delivered as it was uploaded.
     */
    public static String normalForm(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFC);
    }

    /**
     * The form in which keys are compared where case is ignored: in small letters, in no language in particular, and composed
     * again. Equal are {@code i}, {@code I} and the dotless {@code \u0131}, but not the dotted capital {@code \u0130}, which
     * is an {@code i} with one dot more; {@code ss}, {@code SS} and the sharp s, small or large; the three forms of sigma.
     * Which language the machine speaks makes no difference.
     */
    public static String folded(String key) {
        // Some letters are equal as capitals only, and the large sharp s has to be a small one before it becomes a
        // capital.
        String capitals = normalForm(key).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return normalForm(capitals.toLowerCase(Locale.ROOT));
    }
}
