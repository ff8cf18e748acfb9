package dev.licencekeys.text;

import dev.licencekeys.error.InvalidInputException;
import java.util.OptionalInt;

/** Checks the host's own ids, which are compared exactly on every database. */
public final class Identifiers {
    /** The longest id in UTF-16 units: no database that we support stores fewer in the columns made for ids. */
    public static final int MAX_LENGTH = 100;

    private Identifiers() {}

    /**
     * Returns {@code value} if it can be an id.
     *
     * @throws InvalidInputException if it is blank, longer than {@link #MAX_LENGTH}, has spaces at an end, or a
     *     character that some database would change
     */
    public static String require(String field, String value) {
        if (Characters.isBlank(value)) {
            throw new InvalidInputException(field, "is blank; give the id that the shop knows it by");
        }
        if (value.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    field, "has " + value.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        OptionalInt control =
                Characters.first(value, c -> Characters.isControl(c) || Characters.isUnpairedSurrogate(c));
        if (control.isPresent()) {
            throw new InvalidInputException(
                    field,
                    "contains " + Characters.name(control.getAsInt())
                            + ", a control character or half of a surrogate pair; remove it");
        }
        if (showsNothing(value.codePointAt(0)) || showsNothing(value.codePointBefore(value.length()))) {
            throw new InvalidInputException(
                    field, "begins or ends with a space or an invisible character; trim it, ids are compared exactly");
        }
        return value;
    }

    private static boolean showsNothing(int codePoint) {
        return Characters.isBlank(Character.toString(codePoint));
    }
}
