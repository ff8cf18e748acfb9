package dev.licencekeys.key;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The value of a licence key, kept from leaking by accident: it is not serialisable, has no property that a mapper
 * would find, and {@link #toString()} is masked. Only {@link #reveal()} gives it away.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class LicenceKey {
    private static final int SHOWN = 4;
    private static final int LONG_ENOUGH_TO_SHOW = 12;

    private final String value;

    private LicenceKey(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @param value the key as the customer types it
     * @return the key
     */
    public static LicenceKey of(String value) {
        return new LicenceKey(value);
    }

    /**
     * Gives the value away.
     *
     * @return the key as the customer types it, exactly as it was uploaded or generated
     */
    public String reveal() {
        return value;
    }

    /** Compares in a time that does not depend on where the values differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LicenceKey key && MessageDigest.isEqual(utf16(value), utf16(key.value));
    }

    /** Every unit as it is; an encoder would turn each half of a surrogate pair into the same question mark. */
    private static byte[] utf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Masked: the last four characters of a key of at least twelve, or none. */
    @Override
    public String toString() {
        int length = value.codePointCount(0, value.length());
        if (length < LONG_ENOUGH_TO_SHOW) {
            return "****";
        }
        return "****" + value.substring(value.offsetByCodePoints(value.length(), -SHOWN));
    }
}
