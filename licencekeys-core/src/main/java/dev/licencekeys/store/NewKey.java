package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;

/**
 * A key to be stored.
 *
 * @param id new
 * @param value what is stored of its value
 * @param fingerprint unique in the shop
 * @param generated whether it was made by us, not uploaded
 * @param at when it was uploaded or made
 */
public record NewKey(KeyId id, SealedValue value, Fingerprint fingerprint, boolean generated, Instant at) {}
