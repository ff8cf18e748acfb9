package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.util.Optional;

/**
 * What is stored of a key under the secrets of a shop.
 *
 * @param id which key
 * @param value what is stored of its value
 * @param fingerprint what finds it
 * @param folded what finds it whatever its case; empty if its case counts
 */
public record SealedKey(KeyId id, SealedValue value, Fingerprint fingerprint, Optional<Fingerprint> folded) {
    /** A key whose case counts. */
    public SealedKey(KeyId id, SealedValue value, Fingerprint fingerprint) {
        this(id, value, fingerprint, Optional.empty());
    }
}
