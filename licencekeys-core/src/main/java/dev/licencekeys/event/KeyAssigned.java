package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key was given to an order line by hand. What orders get by themselves is on record with the order.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param key which key
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param replaced the key that it stands for now, if it replaced one
 */
public record KeyAssigned(
        UUID id, Instant at, Act by, KeyId key, String orderId, String lineId, Optional<KeyId> replaced)
        implements Event {
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
        return Phrases.order(orderId);
    }

    @Override
    public String what() {
        return "the key " + key + " was given to " + Phrases.line(orderId, lineId)
                + replaced.map(old -> ", for the key " + old).orElse("");
    }
}
