package dev.licencekeys.store;

import dev.licencekeys.product.ProductRef;

/** Which order lines of a shop are listed; only those that came themselves are. */
public sealed interface LineFilter {
    /** All of them. */
    record All() implements LineFilter {}

    /** Those of a customer, by the host's reference, which is not empty. */
    record OfCustomer(String customer) implements LineFilter {}

    /** Those of a product, with whatever variant, or of just this variant. */
    record OfProduct(ProductRef product) implements LineFilter {}
}
