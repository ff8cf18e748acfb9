package dev.licencekeys.event;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key was taken from an order line.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param act who did it by hand, and why; empty if it came about by itself
 * @param key which key
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param assignedAt when the line had got it
 * @param withdrawal what became of it
 */
public record KeyWithdrawn(
        UUID id,
        Instant at,
        Optional<Act> act,
        KeyId key,
        String orderId,
        String lineId,
        Instant assignedAt,
        Withdrawal withdrawal)
        implements Event {
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
        return "the key " + key + " was taken from " + Phrases.line(orderId, lineId) + ", which had it since "
                + assignedAt + ", and " + withdrawal.done();
    }
}
