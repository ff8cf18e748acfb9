package dev.licencekeys.pool;

import dev.licencekeys.store.UsageSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a pool's keys last.
 *
 * <p>The method: keys that were given within the last {@linkplain #WINDOW 14 days}, or since figures are on record if that is
 * less, divided by that time; keys that returned to stock count as not given. The keys that are available last as long as
 * they do at this rate. There is no forecast from less than a {@linkplain #LEAST_TIME day}, or from fewer than {@value
 * #LEAST_KEYS} keys. Weekends, sales and launches are not foreseen.
 *
 * @param keysPerDay how many keys were given each day, on an average
 * @param observed in which time that was
 * @param daysLeft for how many days the available keys last at this rate, rounded down
 */
public record Forecast(double keysPerDay, Duration observed, long daysLeft) {
    /** How far it looks back. */
    public static final Duration WINDOW = Duration.ofDays(14);

    /** From less time it draws no conclusion. */
    public static final Duration LEAST_TIME = Duration.ofDays(1);

    /** From fewer keys it draws no conclusion. */
    public static final int LEAST_KEYS = 5;

    /**
     * Works it out.
     *
     * @param available keys that can be given
     * @param given keys that were given up to now
     * @param before how many that had been, at the earliest time within the window
     * @return empty if that is not enough to go by
     */
    public static Optional<Forecast> of(long available, long given, Instant now, UsageSample before) {
        Duration observed = Duration.between(before.at(), now);
        long keys = given - before.given();
        if (observed.compareTo(LEAST_TIME) < 0 || keys < LEAST_KEYS) {
            return Optional.empty();
        }
        double keysPerDay =
                keys / (observed.toMillis() / (double) Duration.ofDays(1).toMillis());
        return Optional.of(new Forecast(keysPerDay, observed, (long) (available / keysPerDay)));
    }
}
