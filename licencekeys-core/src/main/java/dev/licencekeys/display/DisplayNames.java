package dev.licencekeys.display;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.text.Characters;
import java.util.function.Function;

/**
 * What the customer knows things by.
 *
 * @param order the order, such as {@code #1001}
 * @param product the name of each product or variant, called outside the transaction; where it is blank the product's id stands
 *     instead
 */
public record DisplayNames(String order, Function<ProductRef, String> product) {
    /** The name of a product or variant, or its id. */
    public String of(ProductRef ref) {
        String name = product.apply(ref);
        return Characters.isBlank(name) ? ref.toString() : name;
    }
}
