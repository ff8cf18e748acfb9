package dev.licencekeys.key;

import java.util.Arrays;

/**
 * What finds a key without telling it: equal for equal keys of one shop, and of no use to anybody who reads the
 * database. Immutable by agreement: the array is not copied.
 */
public final class Fingerprint implements Comparable<Fingerprint> {
    /** Bytes of every fingerprint. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    /**
     * Wraps what was computed or stored.
     *
     * @param bytes {@value #LENGTH} of them, which the caller must not change afterwards
     */
    public Fingerprint(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What is stored and compared.
     *
     * @return the bytes, which the caller must not change
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * What two nodes agree on that find the same key by different secrets.
     *
     * @param other what finds the same key otherwise
     * @return the lower of both
     */
    public Fingerprint sharedWith(Fingerprint other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** Orders as databases order binary columns: unsigned, first byte first. */
    @Override
    public int compareTo(Fingerprint other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint fingerprint && Arrays.equals(bytes, fingerprint.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Fingerprint";
    }
}
