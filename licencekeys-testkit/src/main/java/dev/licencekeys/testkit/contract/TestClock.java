package dev.licencekeys.testkit.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Moves on by a second and a bit whenever it is read, so that an answer that does not come from the record shows. It has
 * nanoseconds, which no store keeps.
 */
final class TestClock implements InstantSource {
    /** Shortly before Central Europe's clocks are put forward. */
    private static final Instant START = Instant.parse("2026-03-29T00:59:50.123456789Z");

    private static final Duration STEP = Duration.ofNanos(1_000_001_001);

    private final AtomicReference<Instant> next = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        return next.getAndUpdate(now -> now.plus(STEP));
    }

    /** Goes on from here, be it forwards or backwards. */
    void set(Instant instant) {
        next.set(instant);
    }
}
