package dev.licencekeys.key;

/**
 * The pure system of ISO/IEC 7064, as in its MOD 11-2 and MOD 37-2, over our 23 characters: read as the digits of a
 * number to the radix 5, a text with its check character leaves the remainder 1 when divided by 23.
 *
 * <p>The modulus is a prime, and as large as the alphabet, so that no extra character is needed, unlike there. A wrong
 * character changes the sum by <i>d</i>·5<sup>i</sup>, two exchanged neighbours by <i>d</i>·5<sup>i</sup>·(5 − 1), with
 * 0 &lt; |<i>d</i>| &lt; 23; neither is ever a multiple of 23, so that every one of them is noticed. Since 5 is a primitive
 * root of 23, so is every exchange of characters that are up to 21 places apart. Of all other texts one in 23 passes.
 */
final class CheckCharacter {
    private static final int RADIX = 5;
    private static final int REMAINDER = 1;

    private CheckCharacter() {}

    /** The character to write after {@code text}, which has only characters of {@link KeyAlphabet}. */
    static char after(String text) {
        int shifted = sum(text) * RADIX % KeyAlphabet.SIZE;
        return KeyAlphabet.CHARACTERS.charAt(Math.floorMod(REMAINDER - shifted, KeyAlphabet.SIZE));
    }

    /** Whether the last character of {@code text} fits those before it. */
    static boolean ends(String text) {
        return sum(text) == REMAINDER;
    }

    private static int sum(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum * RADIX + KeyAlphabet.indexOf(text.charAt(i))) % KeyAlphabet.SIZE;
        }
        return sum;
    }
}
