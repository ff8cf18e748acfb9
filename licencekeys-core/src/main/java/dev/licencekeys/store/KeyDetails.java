package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is stored of a key.
 *
 * @param id which key
 * @param value what is stored of its value
 * @param state where it is in its life
 * @param pool the pool in whose stock it lies, or from which it was taken, if that exists
 * @param position its place in stock; 0 if it is not there
 * @param note the note with which it was imported
 * @param at when it was stored
 * @param expiry from when on it is not given any more; empty if it never expires
 * @param holder the line that has it, if one has
 */
public record KeyDetails(
        KeyId id,
        SealedValue value,
        KeyState state,
        Optional<Pool> pool,
        long position,
        String note,
        Instant at,
        Optional<Instant> expiry,
        Optional<Holder> holder) {
    /** Who has it, since when, and since when it was seen, if it was. */
    public record Holder(LineRef line, Instant since, Optional<Instant> revealedAt) {}
}
