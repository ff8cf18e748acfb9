package dev.licencekeys.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order line began to wait for keys that are not available yet.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param keys how many it lacks
 */
public record LineWaits(UUID id, Instant at, String orderId, String lineId, int keys) implements Event {
    @Override
    public Optional<Act> act() {
        return Optional.empty();
    }

    @Override
    public String topic() {
        return Phrases.order(orderId);
    }

    @Override
    public String what() {
        return Phrases.line(orderId, lineId) + " began to wait for " + Phrases.keys(keys);
    }
}
