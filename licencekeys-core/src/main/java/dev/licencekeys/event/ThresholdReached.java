package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The used share of a pool's keys reached the merchant's threshold. It is written with the keys whose assignment reached
 * it, in the same transaction.
 *
 * @param id stable: the same event always has it, and no other event
 * @param pool the pool that runs low
 * @param percent the threshold
 * @param total keys in the pool, given or not
 * @param available keys left when the threshold was reached
 * @param at when, cut to microseconds
 */
public record ThresholdReached(UUID id, Pool pool, int percent, long total, long available, Instant at)
        implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.empty();
    }

    @Override
    public String what() {
        return pool + " has reached " + percent + " %: " + available + " of its " + total + " keys are left";
    }
}
