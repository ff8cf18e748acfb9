package dev.licencekeys.store;

import dev.licencekeys.product.ProductRef;
import java.util.List;

/**
 * What keeps a pool from being deleted.
 *
 * @param products that name it; some of them, if they are many
 * @param hasStock whether it has keys that can be given
 * @param hasQueue whether order lines wait for it
 */
public record PoolUse(List<ProductRef> products, boolean hasStock, boolean hasQueue) {}
