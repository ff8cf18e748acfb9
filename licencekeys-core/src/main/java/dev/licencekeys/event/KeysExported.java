package dev.licencekeys.event;

import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody began to export the values of a pool's keys.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param pool of which pool
 * @param state the keys in this state
 */
public record KeysExported(UUID id, Instant at, Act by, Pool pool, KeyState state) implements Event {
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
        return "the " + state + " keys of " + pool + " were exported";
    }
}
