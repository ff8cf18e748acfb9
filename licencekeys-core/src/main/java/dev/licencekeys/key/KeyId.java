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
     * @param text an id as text
     * @return the id
     * @throws InvalidInputException if it is not such a text
     */
    public static KeyId parse(String text) {
        try {
            KeyId id = new KeyId(UUID.fromString(text));
            // The parser also takes shortened forms, which would be second names of the same key.
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, without the parser's message.
        }
        // The text is not quoted: it may be a licence key that somebody pasted into the wrong field.
        throw new InvalidInputException("keyId", "is not the id of a key; give what its toString() told");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
