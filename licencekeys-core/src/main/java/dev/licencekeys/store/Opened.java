package dev.licencekeys.store;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.Map;

/**
 * What the store knows of some orders and products.
 *
 * @param products the settings of those products and variants that have their own
 * @param pools every pool that these settings name
 * @param lines every line on record of the orders
 */
public record Opened(
        Map<ProductRef, ProductSettings> products, Map<Pool, PoolRow> pools, Map<LineRef, StoredLine> lines) {}
