package dev.licencekeys;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.LicenceKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an order line has.
 *
 * @param id identifies the key; safe to log
 * @param number its place on the line, from 1; the keys of the first unit come first
 * @param key its value, masked until revealed
 * @param assignedAt when the line got it, cut to microseconds
 * @param isNew whether the line got it by this very call; after an answer that was lost and repeated it is false
 * @param expiresAt when it expires, as its import told, and may have done since; empty if it never does
 */
public record AssignedKey(
        KeyId id, int number, LicenceKey key, Instant assignedAt, boolean isNew, Optional<Instant> expiresAt) {
    /** A key that never expires. */
    public AssignedKey(KeyId id, int number, LicenceKey key, Instant assignedAt, boolean isNew) {
        this(id, number, key, assignedAt, isNew, Optional.empty());
    }
}
