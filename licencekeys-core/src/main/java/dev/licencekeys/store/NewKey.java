package dev.licencekeys.store;

import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;
import java.util.UUID;

/**
 * A key to be stored.
 *
 * @param id new
 * @param value what is stored of its value
 * @param fingerprint unique in the shop
 * @param importId the import that brings it; {@link #GENERATED} for a key that we made
 * @param note a note of the merchant's; may be empty
 * @param at when it was uploaded or made
 */
public record NewKey(KeyId id, SealedValue value, Fingerprint fingerprint, UUID importId, String note, Instant at) {
    /** Stands for the import of a key that was generated. */
    public static final UUID GENERATED = new UUID(0, 0);

    /** Tells whether we made it. */
    public boolean generated() {
        return importId.equals(GENERATED);
    }
}
