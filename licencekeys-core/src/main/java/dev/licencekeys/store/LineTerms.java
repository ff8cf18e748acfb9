package dev.licencekeys.store;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;

/**
 * Under what an order line was first fulfilled. It keeps these terms, whatever becomes of its product's settings.
 *
 * @param product what it sells
 * @param customer the host's reference of the customer; empty if it told none, or it was erased
 * @param keysPerUnit keys for each unit
 * @param shortage what happens when keys are short
 * @param test whether it is of a test order, which gets test keys and takes none from stock
 */
public record LineTerms(ProductRef product, String customer, int keysPerUnit, ShortagePolicy shortage, boolean test) {}
