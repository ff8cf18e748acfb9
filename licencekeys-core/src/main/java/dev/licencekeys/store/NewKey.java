package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A key to be stored.
 *
 * @param id new
 * @param value what is stored of its value
 * @param fingerprint unique in the shop
 * @param otherFingerprint what finds it on nodes on the other side of a change of the fingerprint secret; empty unless
 *     one is under way
 * @param importId the import that brings it; {@link #GENERATED} or {@link #TEST} for a key that we made
 * @param note a note of the merchant's; may be empty
 * @param at when it was uploaded or made
 * @param folded what finds it whatever its case; empty unless it comes into a pool that ignores case
 * @param expiry from when on it is not given any more; empty if it never expires
 */
public record NewKey(
        KeyId id,
        SealedValue value,
        Fingerprint fingerprint,
        Optional<Fingerprint> otherFingerprint,
        UUID importId,
        String note,
        Instant at,
        Optional<Folded> folded,
        Optional<Instant> expiry) {
    /** Stands for the import of a key that was generated. */
    public static final UUID GENERATED = new UUID(0, 0);

    /** Stands for the import of a key that was made for a test order. */
    public static final UUID TEST = new UUID(0, 1);

    /** A key that is found in one way. */
    public NewKey(KeyId id, SealedValue value, Fingerprint fingerprint, UUID importId, String note, Instant at) {
        this(id, value, fingerprint, Optional.empty(), importId, note, at);
    }

    /** A key whose case counts, and that never expires. */
    public NewKey(
            KeyId id,
            SealedValue value,
            Fingerprint fingerprint,
            Optional<Fingerprint> otherFingerprint,
            UUID importId,
            String note,
            Instant at) {
        this(id, value, fingerprint, otherFingerprint, importId, note, at, Optional.empty(), Optional.empty());
    }

    /** The same, also found whatever its case. */
    public NewKey withFolded(Folded folding) {
        return new NewKey(id, value, fingerprint, otherFingerprint, importId, note, at, Optional.of(folding), expiry);
    }

    /** The same with another expiry. */
    public NewKey withExpiry(Optional<Instant> other) {
        return new NewKey(id, value, fingerprint, otherFingerprint, importId, note, at, folded, other);
    }

    /** Tells whether we made it. */
    public boolean generated() {
        return importId.equals(GENERATED) || importId.equals(TEST);
    }

    /** Tells whether a change of the fingerprint secret is under way. */
    public boolean hasOtherFingerprint() {
        return otherFingerprint.isPresent();
    }

    /** Everything that may find it. */
    public List<Fingerprint> fingerprints() {
        return otherFingerprint.map(other -> List.of(fingerprint, other)).orElse(List.of(fingerprint));
    }

    /**
     * What is unique in the shop among the keys that are stored, or stored anew, during a change of the fingerprint secret,
     * on whichever side of it. Two nodes that store the same key at once, each under its own secret, meet here.
     */
    public Optional<Fingerprint> sharedFingerprint() {
        return otherFingerprint.map(fingerprint::sharedWith);
    }
}
