package dev.licencekeys.text;

import java.text.Normalizer;
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

    /**
     * The form in which keys are compared: composed (NFC), because the same letter typed on two systems may arrive in
     * one or two code points. Keys that differ in case are different. A key is delivered as it was uploaded.
     */
    public static String normalForm(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFC);
    }
}
