package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;

/**
 * A product, or one variant of it, that carries keys.
 *
 * @param ref which one
 * @param settings how it gets its keys
 */
public record ShopProduct(ProductRef ref, ProductSettings settings) {
    /** Sells it in a shop: its pools are created, if need be, and its settings are set. */
    public void sellIn(LicenceKeys shop) {
        for (KeySource source : settings.method().sources()) {
            if (source instanceof KeySource.FromPool from) {
                from.pool().tag().ifPresent(tag -> shop.stock().createPool(tag.name()));
            }
        }
        shop.products().set(ref, settings);
    }
}
