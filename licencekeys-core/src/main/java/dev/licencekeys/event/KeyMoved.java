package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An available key was moved to another pool, behind the keys there.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param key which key
 * @param from where it lay
 * @param to where it lies now
 */
public record KeyMoved(UUID id, Instant at, Act by, KeyId key, Pool from, Pool to) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.of(by);
    }

    @Override
    public Optional<KeyId> aboutKey() {
        return Optional.of(key);
    }

    @Override
    public String topic() {
        return Phrases.pool(from);
    }

    @Override
    public String what() {
        return "the key " + key + " was moved from " + from + " to " + to;
    }
}
