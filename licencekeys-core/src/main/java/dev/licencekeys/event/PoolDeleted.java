package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An empty pool was deleted.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param pool its name
 */
public record PoolDeleted(UUID id, Instant at, Act by, Pool pool) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.of(by);
    }

    @Override
    public String topic() {
        return Phrases.pool(pool);
    }

    @Override
    public String what() {
        return "the pool " + pool + " was deleted";
    }
}
