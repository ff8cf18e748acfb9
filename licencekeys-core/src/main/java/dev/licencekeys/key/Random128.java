package dev.licencekeys.key;

import java.security.SecureRandom;
import java.time.Instant;

/** 130 random bits, five in each character. */
final class Random128 implements KeyGenerator {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next(Instant now) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        char[] key = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            // 256 is a multiple of 32: every character is as likely as every other.
            key[i] = CROCKFORD.charAt(bytes[i] & CROCKFORD.length() - 1);
        }
        return new String(key);
    }

    @Override
    public void requireRoomFor(long keys) {
        new KeySpace("random128", CROCKFORD.length(), LENGTH).requireRoomFor(keys, KeyOdds.USUAL);
    }
}
