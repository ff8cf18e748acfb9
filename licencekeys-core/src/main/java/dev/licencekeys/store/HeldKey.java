package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that an order line has, or had, and all that is on record of that.
 *
 * @param key which key
 * @param line which line
 * @param number its place on the line, from 1
 * @param poolId the pool it came from, or {@link Recording#GENERATED}
 * @param at when the line got it
 * @param expiry from when on it is of no use to the customer any more; empty if it never expires
 * @param revealedAt when the customer first saw it; empty before
 */
public record HeldKey(
        KeyId key,
        LineRef line,
        int number,
        long poolId,
        Instant at,
        Optional<Instant> expiry,
        Optional<Instant> revealedAt) {
    /** The same key once its customer has seen it. */
    public HeldKey seen(Instant when) {
        return new HeldKey(key, line, number, poolId, at, expiry, Optional.of(when));
    }

    /** The same key as another line has it, or this one again. */
    public HeldKey on(LineRef other, int otherNumber, Instant since) {
        return new HeldKey(key, other, otherNumber, poolId, since, expiry, revealedAt);
    }
}
