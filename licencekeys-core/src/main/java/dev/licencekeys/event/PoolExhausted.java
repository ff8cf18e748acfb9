package dev.licencekeys.event;

import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The last available key of a pool was taken. Told once, and again only after keys came in; whatever the policy for warnings
 * is.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param pool which pool
 * @param total keys in the pool, all of them given
 */
public record PoolExhausted(UUID id, Instant at, Pool pool, long total) implements Event {
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
        return pool + " is exhausted: none of its " + Phrases.keys(total) + " is left";
    }
}
