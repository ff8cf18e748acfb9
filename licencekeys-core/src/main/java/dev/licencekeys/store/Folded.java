package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * What finds a key whatever the case of its letters.
 *
 * @param fingerprint unique in the shop, among those of all keys that have one
 * @param otherFingerprint what finds it on nodes on the other side of a change of the fingerprint secret; empty unless one
 *     is under way
 */
public record Folded(Fingerprint fingerprint, Optional<Fingerprint> otherFingerprint) {
    /** Everything that may find it. */
    public List<Fingerprint> fingerprints() {
        return otherFingerprint.map(other -> List.of(fingerprint, other)).orElse(List.of(fingerprint));
    }

    /** What is unique in the shop, too, during such a change; see {@link NewKey#sharedFingerprint()}. */
    public Optional<Fingerprint> sharedFingerprint() {
        return otherFingerprint.map(fingerprint::sharedWith);
    }
}
