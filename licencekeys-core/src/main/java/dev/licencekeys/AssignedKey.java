package dev.licencekeys;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.LicenceKey;
import java.time.Instant;

/**
 * A key that an order line has.
 *
 * @param id identifies the key; safe to log
 * @param number its place on the line, from 1; the keys of the first unit come first
 * @param key its value, masked until revealed
 * @param assignedAt when the line got it, cut to microseconds
 * @param isNew whether the line got it by this very call; after an answer that was lost and repeated it is false
 */
public record AssignedKey(KeyId id, int number, LicenceKey key, Instant assignedAt, boolean isNew) {}
