package dev.licencekeys.key;

import java.security.SecureRandom;

/**
 * 23 letters and digits of which no two look alike: of 0 O Q D, of 2 Z, 5 S, 6 G, 8 B and U V one is there, and none of
 * 1 I L. Without the vowels there are no words that a shop would be sorry to sell. That 23 is a prime is what makes
 * {@link CheckCharacter} complete.
 */
final class KeyAlphabet {
    static final String CHARACTERS = "234579BCDFGHJKMNPRTVWXY";
    static final int SIZE = 23;

    /** The largest multiple of the size in a byte; what is above would make the first characters likelier. */
    private static final int FAIR = 256 - 256 % SIZE;

    private KeyAlphabet() {}

    /** The place of a character, or -1 if it is none of them. */
    static int indexOf(char character) {
        return CHARACTERS.indexOf(character);
    }

    static String random(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            byte[] bytes = new byte[length - text.length()];
            random.nextBytes(bytes);
            for (byte each : bytes) {
                int value = Byte.toUnsignedInt(each);
                if (value < FAIR) {
                    text.append(CHARACTERS.charAt(value % SIZE));
                }
            }
        }
        return text.toString();
    }
}
