package dev.licencekeys.testkit;

import dev.licencekeys.key.KeyGenerator;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes {@code FOR-TESTS-ONLY-0001}, {@code FOR-TESTS-ONLY-0002} and so on, so that a test can name the key that it expects,
 * and nobody takes one for a key that is worth money.
 *
 * <p>Anybody can guess them: for tests alone. Safe for use by several threads; each generator counts by itself.
 */
public final class NumberedKeys implements KeyGenerator {
    /** What every key begins with. */
    public static final String PREFIX = "FOR-TESTS-ONLY-";

    private final AtomicLong last = new AtomicLong();

    @Override
    public String next(Instant now) {
        return key(last.incrementAndGet());
    }

    /**
     * The key that is made as this one.
     *
     * @param number from 1
     * @return its value; four digits at least, so that a masked key shows its number
     * @throws IllegalArgumentException if there is no such key
     */
    public static String key(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("there is no key " + number + "; the first is 1");
        }
        return String.format(Locale.ROOT, "%s%04d", PREFIX, number);
    }
}
