package dev.licencekeys;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.text.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Units of an order that are refunded or cancelled.
 *
 * @param id the shop's id of the refund or cancellation, by which it is known when it comes again; unique within the line:
 *     1 to 100 characters
 * @param orderId the shop's id of the order
 * @param parts how many units of which lines; at least one; the ids of the lines differ
 * @param policy what becomes of the keys of these units
 * @param act who did it by hand, and why; empty if it came about by itself
 */
public record Refund(String id, String orderId, List<Part> parts, RefundPolicy policy, Optional<Act> act) {
    /**
     * Units of a line.
     *
     * @param lineId the shop's id of the line
     * @param units how many, at least 1; {@link #ALL_UNITS} for the whole line
     */
    public record Part(String lineId, int units) {
        /**
         * Checks both.
         *
         * @throws InvalidInputException if the id is blank, too long or has characters that an id can't, or if the number
         *     is not positive
         */
        public Part {
            Identifiers.require("line", lineId);
            if (units < 1) {
                throw new InvalidInputException(
                        "units", "of line \"" + lineId + "\" is " + units + "; refund at least 1 unit");
            }
        }
    }

    /** The whole line, however many units it has, or will have. */
    public static final int ALL_UNITS = LineCounts.ALL_UNITS;

    /**
     * Checks the ids.
     *
     * @throws InvalidInputException if an id is blank, too long or has characters that an id can't, if there is no part, or
     *     if two are of the same line
     */
    public Refund {
        Identifiers.require("refund", id);
        Identifiers.require("order", orderId);
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new InvalidInputException("refund.parts", "is empty; a refund is of at least 1 line");
        }
        Set<String> seen = new HashSet<>();
        for (Part part : parts) {
            if (!seen.add(part.lineId())) {
                throw new InvalidInputException(
                        "refund.parts", "has the line \"" + part.lineId() + "\" twice; add the units up");
            }
        }
    }

    /** Some units of a line, whose keys the customer keeps. */
    public static Refund of(String id, String orderId, String lineId, int units) {
        return new Refund(id, orderId, List.of(new Part(lineId, units)), RefundPolicy.KEEP, Optional.empty());
    }

    /** A whole line, whose keys the customer keeps. */
    public static Refund ofLine(String id, String orderId, String lineId) {
        return of(id, orderId, lineId, ALL_UNITS);
    }

    /**
     * The cancellation of an order, all of whose lines it names: one that was not fulfilled yet will get no keys. The customer
     * keeps those that were given.
     */
    public static Refund ofOrder(String id, Order order) {
        List<Part> parts = order.lines().stream()
                .map(line -> new Part(line.id(), ALL_UNITS))
                .toList();
        return new Refund(id, order.id(), parts, RefundPolicy.KEEP, Optional.empty());
    }

    /** The same with another policy. */
    public Refund with(RefundPolicy other) {
        return new Refund(id, orderId, parts, other, act);
    }

    /** The same, done by hand. */
    public Refund by(Act person) {
        return new Refund(id, orderId, parts, policy, Optional.of(person));
    }
}
