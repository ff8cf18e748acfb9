package dev.licencekeys.store;

import java.time.Instant;

/**
 * How many keys of a pool had been given at a time.
 *
 * @param at when
 * @param given keys that were put into the pool and not taken out again, without those that were available
 */
public record UsageSample(Instant at, long given) {}
