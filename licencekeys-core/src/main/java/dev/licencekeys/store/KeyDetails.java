package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * All that is stored of a key.
 *
 * @param id which key
 * @param value what is stored of its value
 * @param state where it is in its life
 * @param pool the pool in whose stock it lies, or from which it was taken, if that exists
 * @param position its place in stock; 0 if it is not there
 * @param note the note with which it was imported
 * @param importId the import that brought it; of a key that we made {@link NewKey#GENERATED} or {@link NewKey#TEST}
 * @param at when it was stored
 * @param expiry from when on it is not given any more; empty if it never expires
 * @param holder the line that has it, or had it until it was revoked; empty of others
 */
public record KeyDetails(
        KeyId id,
        SealedValue value,
        KeyState state,
        Optional<Pool> pool,
        long position,
        String note,
        UUID importId,
        Instant at,
        Optional<Instant> expiry,
        Optional<Holder> holder) {
    /**
     * Who has it, or had it until it was revoked.
     *
     * @param line which line
     * @param customer the host's reference of the customer; empty if it told none, or it was erased
     * @param since when the line got it
     * @param revealedAt when the customer first saw it; empty before
     * @param revokedAt when it was revoked; empty unless it was
     */
    public record Holder(
            LineRef line, String customer, Instant since, Optional<Instant> revealedAt, Optional<Instant> revokedAt) {}
}
