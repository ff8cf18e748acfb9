package dev.licencekeys.key;

import java.util.UUID;

/**
 * What a store keeps of a shop, so that the next start can tell before any order whether it was given the right secrets.
 * Of no use to anybody who reads the database.
 *
 * @param encryptionId the id of the secret that sealed the value; {@code plaintext()} if none did
 * @param value a known text, sealed
 * @param fingerprintId the id of the secret that made the fingerprint; {@code plaintext()} if none did
 * @param fingerprint of the same text
 */
public record ProtectionProof(String encryptionId, SealedValue value, String fingerprintId, Fingerprint fingerprint) {
    /** No shop has it: a shop's id is never blank. */
    static final String SHOP = "";

    /** No key has it. */
    static final KeyId ROW = new KeyId(new UUID(0, 0));

    static final String TEXT = "licencekeys";

    /** What messages call that of which this is a proof. */
    static final String SUBJECT = "the shop's stock of keys";

    static ProtectionProof by(KeyProtection protection, String encryptionId, String fingerprintId) {
        return new ProtectionProof(
                encryptionId, protection.seal(SHOP, ROW, TEXT), fingerprintId, protection.fingerprint(SHOP, TEXT));
    }

    /**
     * Tells whether both are proofs of secrets with the same ids.
     *
     * @param other another proof
     * @return {@code true} even if the secrets differ; {@link KeyProtection#verify} finds that out
     */
    public boolean hasIdsOf(ProtectionProof other) {
        return encryptionId.equals(other.encryptionId) && fingerprintId.equals(other.fingerprintId);
    }
}
