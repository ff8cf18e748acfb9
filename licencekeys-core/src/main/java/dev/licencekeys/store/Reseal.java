package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import java.util.Optional;

/**
 * A key to be stored anew.
 *
 * @param before as it was read
 * @param after as it is to be stored; of the same id
 */
public record Reseal(SealedKey before, SealedKey after) {
    /** Its new {@linkplain NewKey#sharedFingerprint() shared fingerprint}; empty if it keeps the one that it may have. */
    public Optional<Fingerprint> sharedFingerprint() {
        return before.fingerprint().equals(after.fingerprint())
                ? Optional.empty()
                : Optional.of(before.fingerprint().sharedWith(after.fingerprint()));
    }
}
