package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;

/**
 * A key that can be given.
 *
 * @param poolId the pool it lies in
 * @param position its place there; the lowest is given first
 * @param key which key
 * @param value the stored value of the key
 */
public record StockRow(long poolId, long position, KeyId key, SealedValue value) {}
