package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody looked at the value of a key.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param key which key
 */
public record KeyShown(UUID id, Instant at, Act by, KeyId key) implements Event {
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
        return "key " + key;
    }

    @Override
    public String what() {
        return "somebody looked at the value of the key " + key;
    }
}
