package dev.licencekeys.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;

/** The form in which keys are equal that a person would take for one. */
public final class LookAlikeForm {
    private LookAlikeForm() {}

    /** Upper case, without spaces and punctuation, and with one character for all that look like it. */
    public static String of(String key) {
        StringBuilder form = new StringBuilder(key.length());
        Normalizer.normalize(key, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(LookAlikeForm::representative)
                .forEach(form::appendCodePoint);
        // What has neither letters nor digits is compared as it is.
        return form.length() == 0 ? key : form.toString();
    }

    private static int representative(int codePoint) {
        return switch (codePoint) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> codePoint;
        };
    }

    /** Different for different forms, but for one pair among billions. */
    public static long hash(String form) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(form.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
