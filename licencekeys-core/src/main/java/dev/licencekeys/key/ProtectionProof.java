package dev.licencekeys.key;

import java.util.UUID;

/**
 * What a store keeps, so that the next start can tell before any order whether it was given the right secrets. Of no use
 * to anybody who reads the database.
 *
 * @param value a known text, sealed
 * @param fingerprintId the id of the secret that made the fingerprint
 * @param fingerprint of the same text
 */
public record ProtectionProof(SealedValue value, String fingerprintId, Fingerprint fingerprint) {
    /** No shop has it: a shop's id is never blank. */
    static final String SHOP = "";

    /** No key has it. */
    static final KeyId ROW = new KeyId(new UUID(0, 0));

    static final String TEXT = "licencekeys";

    static ProtectionProof by(KeyProtection protection, String fingerprintId) {
        return new ProtectionProof(protection.seal(SHOP, ROW, TEXT), fingerprintId, protection.fingerprint(SHOP, TEXT));
    }
}
