package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.nio.charset.StandardCharsets;

/** Text as it is stored, so that what comes out is what went in. */
final class Utf8 {
    private Utf8() {}

    /**
     * The bytes of a key.
     *
     * @throws InvalidInputException if it has half of a surrogate pair, which would be read back as a question mark
     */
    static byte[] encode(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (i + 1 == value.length() || !Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
                    throw new InvalidInputException(
                            "value", "of the key contains half of a surrogate pair, which can't be stored; remove it");
                }
                i++;
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
