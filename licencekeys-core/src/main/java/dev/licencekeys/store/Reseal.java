package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import java.util.Optional;

/**
 * A key to be stored anew.
 *
 * @param before as it was read
 * @param after as it is to be stored; of the same id, and found whatever its case if it was before
 */
public record Reseal(SealedKey before, SealedKey after) {
    /** Its new {@linkplain NewKey#sharedFingerprint() shared fingerprint}; empty if it keeps the one that it may have. */
    public Optional<Fingerprint> sharedFingerprint() {
        return before.fingerprint().equals(after.fingerprint())
                ? Optional.empty()
                : Optional.of(before.fingerprint().sharedWith(after.fingerprint()));
    }

    /** The same of what finds it whatever its case. */
    public Optional<Fingerprint> sharedFolded() {
        return before.folded().equals(after.folded())
                ? Optional.empty()
                : before.folded().flatMap(was -> after.folded().map(was::sharedWith));
    }
}
