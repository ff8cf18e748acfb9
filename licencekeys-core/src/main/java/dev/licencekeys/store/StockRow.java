package dev.licencekeys.store;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that can be given.
 *
 * @param poolId the pool it lies in
 * @param position its place there; the lowest is given first
 * @param key which key
 * @param value the stored value of the key
 * @param expiry from when on it is not given any more; empty if it never expires
 */
public record StockRow(long poolId, long position, KeyId key, SealedValue value, Optional<Instant> expiry) {
    /** A key that never expires. */
    public StockRow(long poolId, long position, KeyId key, SealedValue value) {
        this(poolId, position, key, value, Optional.empty());
    }

    /** The same key in another place. */
    public StockRow at(long otherPool, long otherPosition) {
        return new StockRow(otherPool, otherPosition, key, value, expiry);
    }

    /** The same with its stored value. */
    public StockRow withValue(SealedValue itsValue) {
        return new StockRow(poolId, position, key, itsValue, expiry);
    }

    /** Whether it is not given any more. */
    public boolean isExpired(Instant now) {
        return expiry.filter(end -> !now.isBefore(end)).isPresent();
    }
}
