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
 * @param test whether it is a test: its lines get keys that are marked, and take none from stock
 */
public record Order(String id, Optional<String> customer, List<OrderLine> lines, boolean test) {
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

    /** An order that is no test. */
    public Order(String id, Optional<String> customer, List<OrderLine> lines) {
        this(id, customer, lines, false);
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
        return new Order(id, Optional.of(reference), lines, test);
    }

    /**
     * The same order as a test. Its keys begin with {@code TEST-}, are made for it whatever its products' methods are, and are
     * never genuine. It takes nothing from stock, waits for nothing and warns of nothing; for the rest it is an order like
     * any other, and stays a test: the same lines can't come as a real order.
     */
    public Order asTest() {
        return new Order(id, customer, lines, true);
    }
}
