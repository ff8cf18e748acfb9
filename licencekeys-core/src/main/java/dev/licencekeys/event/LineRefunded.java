package dev.licencekeys.event;

import dev.licencekeys.key.RefundPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Units of an order line were refunded or cancelled.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param act who did it by hand, and why; empty if it came about by itself
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param refundId the shop's id of the refund
 * @param units how many; {@link Integer#MAX_VALUE} for the whole line, however many units it has
 * @param policy what was to become of their keys
 */
public record LineRefunded(
        UUID id,
        Instant at,
        Optional<Act> act,
        String orderId,
        String lineId,
        String refundId,
        int units,
        RefundPolicy policy)
        implements Event {
    @Override
    public String topic() {
        return Phrases.order(orderId);
    }

    @Override
    public String what() {
        return Phrases.line(orderId, lineId) + " was refunded: " + Phrases.units(units) + ", refund " + refundId + ", "
                + policy;
    }
}
