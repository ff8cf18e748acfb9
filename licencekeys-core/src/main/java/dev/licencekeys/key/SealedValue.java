package dev.licencekeys.key;

import java.util.Arrays;

/** A key's value as it is stored: what {@link KeyProtection} made of it. Immutable by agreement: the array is not copied. */
public final class SealedValue {
    private final byte[] bytes;

    /**
     * Wraps what is stored.
     *
     * @param bytes the caller must not change them afterwards
     */
    public SealedValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What is stored.
     *
     * @return the bytes, which the caller must not change
     */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedValue sealed && Arrays.equals(bytes, sealed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SealedValue[" + bytes.length + " bytes]";
    }
}
