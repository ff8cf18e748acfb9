package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;

/**
 * A key that an order line has.
 *
 * @param key which key
 * @param number its place on the line, from 1
 * @param value the stored value of the key
 * @param assignedAt when it was given
 */
public record StoredKey(KeyId key, int number, SealedValue value, Instant assignedAt) {}
