package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key was moved from one order line to another.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param by who did it, and why
 * @param key which key
 * @param fromOrderId the shop's id of the order that had it
 * @param fromLineId the shop's id of the line that had it
 * @param orderId the shop's id of the order that has it now
 * @param lineId the shop's id of the line that has it now
 * @param assignedAt when the first line had got it
 */
public record KeyReassigned(
        UUID id,
        Instant at,
        Act by,
        KeyId key,
        String fromOrderId,
        String fromLineId,
        String orderId,
        String lineId,
        Instant assignedAt)
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
        return "the key " + key + " was moved from " + Phrases.line(fromOrderId, fromLineId) + ", which had it since "
                + assignedAt + ", to " + Phrases.line(orderId, lineId);
    }
}
