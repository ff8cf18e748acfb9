package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an order line has.
 *
 * @param key which key
 * @param number its place on the line, from 1
 * @param value the stored value of the key
 * @param assignedAt when it was given
 * @param expiry from when on it would not have been given any more; empty if it never expires
 */
public record StoredKey(KeyId key, int number, SealedValue value, Instant assignedAt, Optional<Instant> expiry) {
    /** A key that never expires. */
    public StoredKey(KeyId key, int number, SealedValue value, Instant assignedAt) {
        this(key, number, value, assignedAt, Optional.empty());
    }
}
