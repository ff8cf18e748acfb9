package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;

/**
 * What is stored of a key under the secrets of a shop.
 *
 * @param id which key
 * @param value what is stored of its value
 * @param fingerprint what finds it
 */
public record SealedKey(KeyId id, SealedValue value, Fingerprint fingerprint) {}
