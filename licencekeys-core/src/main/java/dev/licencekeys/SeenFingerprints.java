package dev.licencekeys;

import dev.licencekeys.key.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The fingerprints of keys that a dry run would have added or moved, by their first eight bytes: 16 to 32 bytes of memory
 * for each. Of ten million keys two different ones share those bytes with a probability of 3 in a million.
 */
final class SeenFingerprints {
    private static final long EMPTY = 0;

    private long[] slots = new long[1 << 10];
    private int size;

    /** Adds one; false if it was there. */
    boolean add(Fingerprint fingerprint) {
        if (size * 2 >= slots.length) {
            grow();
        }
        boolean isNew = put(prefix(fingerprint));
        size += isNew ? 1 : 0;
        return isNew;
    }

    boolean contains(Fingerprint fingerprint) {
        return slots[slot(prefix(fingerprint))] != EMPTY;
    }

    private static long prefix(Fingerprint fingerprint) {
        long prefix = ByteBuffer.wrap(fingerprint.bytes()).getLong();
        return prefix == EMPTY ? 1 : prefix;
    }

    private boolean put(long prefix) {
        int slot = slot(prefix);
        boolean isNew = slots[slot] == EMPTY;
        slots[slot] = prefix;
        return isNew;
    }

    /** Where it is, or would be. */
    private int slot(long prefix) {
        // Fingerprints are evenly spread, so their own bits do for a hash.
        int slot = (int) (prefix & (slots.length - 1));
        while (slots[slot] != EMPTY && slots[slot] != prefix) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        Arrays.stream(old).filter(prefix -> prefix != EMPTY).forEach(this::put);
    }
}
