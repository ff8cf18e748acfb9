package dev.licencekeys;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An order as the shop knows it. It is known again by its id and the ids of its lines, for ever.
 *
 * @param id the shop's id of the order: 1 to 100 characters
 * @param customer the shop's reference of the customer, if it wants keys found by customer: 1 to 100 characters
 * @param lines at least one; the ids of all lines differ
 */
public record Order(String id, Optional<String> customer, List<OrderLine> lines) {
    /**
     * Checks the ids.
     *
     * @throws InvalidInputException if an id is blank, too long or has characters that an id can't, if there is no line,
     *     or if two lines have the same id
     */
    public Order {
        Identifiers.require("order.id", id);
        customer.ifPresent(reference -> Identifiers.require("order.customer", reference));
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new InvalidInputException(
                    "order.lines", "of order \"" + id + "\" is empty; an order has at least 1 line");
        }
        Set<String> seen = new HashSet<>();
        for (OrderLine line : lines) {
            if (!seen.add(line.id())) {
                throw new InvalidInputException(
                        "order.lines",
                        "of order \"" + id + "\" has the line id \"" + line.id()
                                + "\" twice; add the quantities up, or give each line an id of its own");
            }
        }
    }

    /** An order without a customer reference. */
    public static Order of(String id, OrderLine... lines) {
        return new Order(id, Optional.empty(), List.of(lines));
    }

    /** An order without a customer reference. */
    public static Order of(String id, List<OrderLine> lines) {
        return new Order(id, Optional.empty(), lines);
    }

    /** The same order of this customer. */
    public Order forCustomer(String reference) {
        return new Order(id, Optional.of(reference), lines);
    }
}
