package dev.licencekeys.key.signed;

import java.util.Base64;
import java.util.stream.Collectors;

/** Reads what {@code openssl} writes: PEM, or only the base 64 in it. */
final class KeyFile {
    static final String PROBLEM = "is neither PEM nor base 64; give what openssl writes";

    private KeyFile() {}

    /** @throws IllegalArgumentException if it is neither, without quoting it */
    static byte[] decode(String field, String text) {
        String base64 = text.lines()
                .filter(line -> !line.startsWith("-----"))
                .map(String::strip)
                .collect(Collectors.joining());
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes what it could not read.
            throw new IllegalArgumentException(field + " " + PROBLEM);
        }
    }
}
