package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import java.time.Instant;

/**
 * A key that was taken out of stock for good.
 *
 * @param key which key
 * @param poolId the pool from which it was taken
 * @param at when
 */
public record Retired(KeyId key, long poolId, Instant at) {}
