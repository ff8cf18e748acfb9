package dev.licencekeys.key;

import com.github.f4b6a3.ulid.UlidFactory;
import java.security.SecureRandom;
import java.time.Instant;

/** Makes the keys of products whose method is auto-generated. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface KeyGenerator {
    /**
     * Makes a key that was never made before and that nobody can guess from others.
     *
     * @param now the moment of the assignment
     */
    String next(Instant now);

    /**
     * ULIDs: 26 characters of Crockford's base 32, of which the first ten tell the millisecond and the other sixteen are
     * 80 bits from {@link SecureRandom}.
     *
     * <p>Never from a monotonic factory: its next value is the last plus one, so that a customer could compute a
     * neighbour's key.
     */
    static KeyGenerator ulid() {
        UlidFactory factory = UlidFactory.newInstance(new SecureRandom());
        return now -> factory.create(now.toEpochMilli()).toString();
    }
}
