package dev.licencekeys.key.signed;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Bytes as text that survives being typed and mailed: five bits a character, the first bits first (as RFC 4648), in
 * Crockford's alphabet, which has no I, L, O and U.
 */
final class CrockfordBase32 {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;

    private CrockfordBase32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int heldBits = 0;
        for (byte each : bytes) {
            held = held << Byte.SIZE | Byte.toUnsignedInt(each);
            heldBits += Byte.SIZE;
            while (heldBits >= BITS) {
                heldBits -= BITS;
                text.append(ALPHABET.charAt(held >> heldBits));
                held &= (1 << heldBits) - 1;
            }
        }
        if (heldBits > 0) {
            text.append(ALPHABET.charAt(held << (BITS - heldBits)));
        }
        return text.toString();
    }

    /**
     * The bytes of a text in either case, with I and L for 1 and O for 0 as Crockford asks, and with hyphens, spaces and
     * line ends where a mail program put them. Empty if it has other characters, or bits that {@link #encode} would not
     * have written.
     */
    static Optional<byte[]> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int held = 0;
        int heldBits = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '-' || Character.isWhitespace(character)) {
                continue;
            }
            int value = valueOf(character);
            if (value < 0) {
                return Optional.empty();
            }
            held = held << BITS | value;
            heldBits += BITS;
            if (heldBits >= Byte.SIZE) {
                heldBits -= Byte.SIZE;
                bytes.write(held >> heldBits);
                held &= (1 << heldBits) - 1;
            }
        }
        boolean whole = heldBits < BITS && held == 0;
        return whole ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    private static int valueOf(char character) {
        return switch (character) {
            case 'O', 'o' -> 0;
            case 'I', 'i', 'L', 'l' -> 1;
            default -> ALPHABET.indexOf('a' <= character && character <= 'z' ? character - 'a' + 'A' : character);
        };
    }
}
