package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A pool got another tag; its keys, and the products that name it, went with it.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param from its name before
 * @param to its name now
 */
public record PoolRenamed(UUID id, Instant at, Act by, Pool from, Pool to) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.of(by);
    }

    @Override
    public String topic() {
        return Phrases.pool(from);
    }

    @Override
    public String what() {
        return "the pool " + from + " was renamed to " + to;
    }
}
