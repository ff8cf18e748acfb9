package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.util.UUID;

/**
 * Identifies a stored key without telling its value; safe to log and to show.
 *
 * @param value unique among all keys of all shops
 */
public record KeyId(UUID value) implements Comparable<KeyId> {
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

    /** Orders as databases order binary columns: unsigned, first byte first. */
    @Override
    public int compareTo(KeyId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
