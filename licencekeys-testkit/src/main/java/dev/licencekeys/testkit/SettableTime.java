package dev.licencekeys.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that stands still until a test moves it.
 *
 * <pre>{@code
 * time.advance(Duration.ofDays(30));
 * }</pre>
 *
 * <p>Safe for use by several threads: each of them sees a move once it was made.
 */
public final class SettableTime implements InstantSource {
    /** Where time begins unless told otherwise: noon, UTC, on a day on which no clocks change. */
    public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private volatile Instant now;

    /** Time that stands at {@link #START}. */
    public SettableTime() {
        this(START);
    }

    /**
     * Time that stands at an instant.
     *
     * @param start any instant; the library cuts what it stores to microseconds
     */
    public SettableTime(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves on.
     *
     * @param duration how far; zero or more
     * @return the new time
     * @throws IllegalArgumentException if that is backwards: {@link #set} goes there
     */
    public synchronized Instant advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(duration + " is backwards; set(Instant) goes there");
        }
        Instant later = now.plus(duration);
        now = later;
        return later;
    }

    /** Goes to an instant, forwards or backwards, as the clocks of servers do. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** The time, in ISO 8601. */
    @Override
    public String toString() {
        return now.toString();
    }
}
