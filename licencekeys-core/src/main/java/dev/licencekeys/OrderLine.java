package dev.licencekeys;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.text.Identifiers;

/**
 * One line of an order: so many units of a product.
 *
 * @param id the shop's id of the line, unique within its order: 1 to 100 characters
 * @param product the product or variant that was bought
 * @param quantity units bought, at least 1
 */
public record OrderLine(String id, ProductRef product, int quantity) {
    /**
     * Checks the id and the quantity.
     *
     * @throws InvalidInputException if the id is blank, too long or has characters that an id can't, or if the quantity
     *     is not positive
     */
    public OrderLine {
        Identifiers.require("line.id", id);
        if (quantity < 1) {
            throw new InvalidInputException(
                    "quantity",
                    "of line \"" + id + "\" is " + quantity + "; order at least 1 unit, or leave the line out");
        }
    }

    /** A line for a product as a whole. */
    public static OrderLine of(String id, String product, int quantity) {
        return new OrderLine(id, ProductRef.of(product), quantity);
    }

    /** A line for one variant of a product. */
    public static OrderLine of(String id, String product, String variant, int quantity) {
        return new OrderLine(id, ProductRef.of(product, variant), quantity);
    }
}
