package dev.licencekeys.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order line came again with another quantity, or with more units refunded.
 *
 * @param id stable: the same event always has it, and no other event
 * @param at when, cut to microseconds
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param quantityBefore units ordered, as told before
 * @param quantity units ordered, as told now
 * @param refundedBefore units refunded before
 * @param refunded units refunded now
 */
public record LineChanged(
        UUID id,
        Instant at,
        String orderId,
        String lineId,
        int quantityBefore,
        int quantity,
        int refundedBefore,
        int refunded)
        implements Event {
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
        return Phrases.line(orderId, lineId) + " changed from " + quantityBefore + " units, "
                + Phrases.units(refundedBefore) + " refunded, to " + quantity + " units, " + Phrases.units(refunded)
                + " refunded";
    }
}
