package dev.licencekeys.pool;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is on record of a key, without its value.
 *
 * @param id identifies the key; safe to log
 * @param masked the last four characters of a key of at least twelve, or none
 * @param state where it is in its life
 * @param origin where it came from
 * @param pool the pool in which it lies, or from which it was given or retired; empty if it was generated, or the pool
 *     was deleted
 * @param note the note with which it was imported; may be empty
 * @param storedAt when it was imported or made, cut to microseconds
 * @param expiresAt from when on it is given to nobody; empty if it never expires
 * @param holder who has it, or had it until it was revoked; empty of keys that nobody had, or that came back
 */
public record KeyRecord(
        KeyId id,
        String masked,
        KeyState state,
        KeyOrigin origin,
        Optional<Pool> pool,
        String note,
        Instant storedAt,
        Optional<Instant> expiresAt,
        Optional<Holder> holder) {
    /**
     * The order line that has a key, or had it until it was revoked.
     *
     * @param orderId the host's id of the order
     * @param lineId the host's id of the line
     * @param customer the host's reference of the customer; empty if it told none, or it was erased
     * @param since when it got the key, cut to microseconds
     * @param revealedAt when the customer first saw it, cut to microseconds; empty before
     * @param revokedAt when it was revoked, cut to microseconds; empty unless it was
     */
    public record Holder(
            String orderId,
            String lineId,
            Optional<String> customer,
            Instant since,
            Optional<Instant> revealedAt,
            Optional<Instant> revokedAt) {}
}
