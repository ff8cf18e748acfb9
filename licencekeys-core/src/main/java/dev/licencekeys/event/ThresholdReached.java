package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A pool's keys were used up to a level of the merchant's policy. It is written with what reached the level, in the same
 * transaction.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param pool the pool that runs low
 * @param level the last one that was reached
 * @param total keys in the pool, given or not
 * @param available keys left when the level was reached
 * @param daysLeft for how many days they last at the recent rate, rounded down, see {@link dev.licencekeys.pool.Forecast};
 *     empty if too little is known
 */
public record ThresholdReached(
        UUID id, Instant at, Pool pool, ThresholdLevel level, long total, long available, Optional<Long> daysLeft)
        implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.empty();
    }

    @Override
    public String topic() {
        return Phrases.pool(pool);
    }

    @Override
    public String what() {
        return pool + " has reached " + level + ": " + available + " of its " + total + " keys are left"
                + daysLeft.map(days -> ", for " + Phrases.days(days)).orElse("");
    }
}
