package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.util.UUID;

/**
 * Identifies a stored key without telling its value; safe to log and to show.
 *
 * @param value unique among all keys of all shops
 */
public record KeyId(UUID value) {
    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws InvalidInputException if it is not such a text
     */
    public static KeyId parse(String text) {
        try {
            return new KeyId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("keyId", "\"" + text + "\" is not the id of a key");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
