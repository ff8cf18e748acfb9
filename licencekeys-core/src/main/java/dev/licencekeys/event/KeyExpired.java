package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key that had expired was taken out of stock; it is never given.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds; that it expired may have been long before
 * @param key which key
 * @param from where it lay
 */
public record KeyExpired(UUID id, Instant at, KeyId key, Pool from) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.empty();
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
        return "the key " + key + " had expired and was taken out of " + from;
    }
}
