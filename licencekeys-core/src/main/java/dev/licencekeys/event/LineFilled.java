package dev.licencekeys.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order line that had waited got keys, because some came.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param keys how many it got
 * @param waiting how many it waits for still
 */
public record LineFilled(UUID id, Instant at, String orderId, String lineId, int keys, int waiting) implements Event {
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
        return Phrases.line(orderId, lineId) + ", which had waited, got " + Phrases.keys(keys)
                + (waiting == 0 ? "" : ", and waits for " + waiting + " more");
    }
}
