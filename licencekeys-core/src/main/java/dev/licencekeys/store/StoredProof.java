package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.ProtectionProof;
import java.util.UUID;

/**
 * A proof on record.
 *
 * @param proof of the secrets under which keys of the shop are stored
 * @param rotatedTo how far the last rotation to these secrets has come: the last key that it stored under them, or {@link
 *     #NOWHERE}
 */
public record StoredProof(ProtectionProof proof, KeyId rotatedTo) {
    /** Before every key. */
    public static final KeyId NOWHERE = new KeyId(new UUID(0, 0));
}
