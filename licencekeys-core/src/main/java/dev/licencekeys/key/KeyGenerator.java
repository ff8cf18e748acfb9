package dev.licencekeys.key;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.error.InvalidInputException;
import java.security.SecureRandom;
import java.time.Instant;

/** Makes the keys of products whose method is auto-generated. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface KeyGenerator {
    /**
     * Makes a key that was never made before and that nobody can guess from others.
     *
     * @param now the moment of the assignment
     * @return the key
     */
    String next(Instant now);

    /**
     * Refuses a number of keys for which there are too few different ones.
     *
     * <p>Two things must be next to impossible: that any two of the keys are equal, and that a guess is one of them.
     * A generator of this package that makes <i>N</i> different keys has room for <i>n</i> if <i>n</i>(<i>n</i> −
     * 1)/2<i>N</i>, the pairs of equal ones to be expected (the birthday bound), are at most one in a million, and
     * <i>n</i>/<i>N</i>, the chance of one guess, is at most one in a thousand million. ULIDs have room for any number,
     * for their 80 random bits are new in every millisecond; so has any other generator that doesn't say otherwise.
     *
     * @param keys all keys that the shop will ever have from this generator
     * @throws InvalidInputException if they are too many, with the arithmetic and what would have room; or negative
     */
    default void requireRoomFor(long keys) {
        if (keys < 0) {
            throw new InvalidInputException("keys", "is " + keys + "; it must not be negative");
        }
    }

    /**
     * ULIDs: 26 characters of Crockford's base 32, of which the first ten tell the millisecond and the other sixteen are
     * 80 bits from {@link SecureRandom}.
     *
     * <p>Never from a monotonic factory: its next value is the last plus one, so that a customer could compute a
     * neighbour's key.
     *
     * @return the generator
     */
    static KeyGenerator ulid() {
        UlidFactory factory = UlidFactory.newInstance(new SecureRandom());
        return now -> factory.create(now.toEpochMilli()).toString();
    }

    /**
     * As long as ULIDs, but all of it random: 26 characters of Crockford's base 32, which are 130 bits from {@link
     * SecureRandom}.
     *
     * <p>For those who need 128 bits (OWASP ASVS 11.5.1), or whose keys should not tell when they were sold.
     *
     * @return the generator
     */
    static KeyGenerator random128() {
        return new Random128();
    }

    /**
     * Keys that customers type, for example {@code XXXX-XXXX-XXXX}; see {@link KeyPattern}.
     *
     * @param pattern an {@code X} for each random character, and hyphens, dots, underscores or spaces between them
     * @return the generator, which a prefix and a check character can be added to
     * @throws InvalidInputException if it has no {@code X}, another character, one of those at an end, or more than 100
     */
    static KeyPattern pattern(String pattern) {
        return KeyPattern.of(pattern);
    }
}
