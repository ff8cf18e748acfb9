package dev.licencekeys;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.text.Identifiers;

/**
 * One line of an order: so many units of a product.
 *
 * @param id the shop's id of the line, unique within its order: 1 to 100 characters
 * @param product the product or variant that was bought
 * @param quantity units bought, at least 1; refunded ones count
 * @param refunded units of these that have been refunded or cancelled by now, from 0; see {@link #refunded(int)}
 */
public record OrderLine(String id, ProductRef product, int quantity, int refunded) {
    /**
     * Checks the id and the numbers.
     *
     * @throws InvalidInputException if the id is blank, too long or has characters that an id can't, if the quantity is
     *     not positive, or if the refunded units are negative or more than the quantity
     */
    public OrderLine {
        Identifiers.require("line.id", id);
        if (quantity < 1) {
            throw new InvalidInputException(
                    "quantity",
                    "of line \"" + id + "\" is " + quantity + "; order at least 1 unit, or leave the line out");
        }
        if (refunded < 0 || refunded > quantity) {
            throw new InvalidInputException(
                    "refunded",
                    "of line \"" + id + "\" is " + refunded + " of " + quantity
                            + " units; it is the number of units refunded so far, from 0 to the quantity");
        }
    }

    /** A line of which nothing was refunded. */
    public OrderLine(String id, ProductRef product, int quantity) {
        this(id, product, quantity, 0);
    }

    /** A line for a product as a whole. */
    public static OrderLine of(String id, String product, int quantity) {
        return new OrderLine(id, ProductRef.of(product), quantity);
    }

    /** A line for one variant of a product. */
    public static OrderLine of(String id, String product, String variant, int quantity) {
        return new OrderLine(id, ProductRef.of(product, variant), quantity);
    }

    /**
     * The same, of which so many units have been refunded by now. For shops that tell the state of an order; those that tell
     * one refund at a time call {@link LicenceKeys#refund}. A shop may do both: the larger number counts, and what was
     * refunded once stays so, whatever an older message says that comes later.
     *
     * @throws InvalidInputException if that is negative or more than the quantity
     */
    public OrderLine refunded(int units) {
        return new OrderLine(id, product, quantity, units);
    }
}
