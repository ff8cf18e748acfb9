package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyId;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two keys of a list, from which to go on. It stays right whatever is added, given or retired meanwhile.
 *
 * @param position the position of the key before it, in a list of available keys
 * @param key the key before it, in other lists
 */
public record KeyCursor(long position, KeyId key) {
    /** Before the first key of any list. */
    public static final KeyCursor START = new KeyCursor(0, new KeyId(new UUID(0, 0)));

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-([0-9a-f-]{36})");

    /**
     * Reads what {@link #toString()} wrote, for example from the address of a page.
     *
     * @throws InvalidInputException if it is not such a text
     */
    public static KeyCursor parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new InvalidInputException("cursor", "is not a place in a list; give what a page told as its next");
        }
        return new KeyCursor(Long.parseLong(parts.group(1)), KeyId.parse(parts.group(2)));
    }

    /** A text of letters, digits and hyphens. */
    @Override
    public String toString() {
        return position + "-" + key;
    }
}
