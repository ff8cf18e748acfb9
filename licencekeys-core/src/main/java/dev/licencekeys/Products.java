package dev.licencekeys;

import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LicenceKeyStore;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** How the products of a shop get their keys. From {@link LicenceKeys#products()}; safe for use by several threads. */
public final class Products {
    private final ShopContext context;
    private final LicenceKeyStore store;

    Products(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * Decides how a product gets its keys: one per unit, and what is short waits.
     *
     * @throws UnknownPoolException if the method names a tag without a pool; nothing is changed
     */
    public void set(String product, AssignmentMethod method) {
        set(ProductRef.of(product), ProductSettings.of(method));
    }

    /**
     * Decides how a product or one variant gets its keys, from the next order on; lines on record keep their keys, their
     * number of keys per unit and their answer to a shortage. A variant's own settings beat its product's.
     *
     * @throws UnknownPoolException if the method names a tag without a pool; nothing is changed
     */
    public void set(ProductRef product, ProductSettings settings) {
        Set<Pool> pools = new LinkedHashSet<>();
        for (KeySource source : settings.method().sources()) {
            if (source instanceof KeySource.FromPool from) {
                pools.add(from.pool());
            }
        }
        store.transact(tx -> {
            if (pools.contains(Pool.untagged())) {
                tx.createPools(context.shop(), Set.of(Pool.untagged()));
            }
            Set<Pool> known = tx.lockPools(context.shop(), pools).keySet();
            for (Pool pool : pools) {
                if (!known.contains(pool)) {
                    throw new UnknownPoolException(pool.toString());
                }
            }
            tx.saveProduct(context.shop(), product, settings);
            return known;
        });
    }

    /** The settings of exactly this product or variant; a variant without its own is empty though its product has some. */
    public Optional<ProductSettings> get(ProductRef product) {
        return store.transact(tx -> tx.product(context.shop(), product));
    }

    /**
     * Removes the settings of exactly this product or variant. A product without settings carries no keys.
     *
     * @return false if there were none
     */
    public boolean remove(ProductRef product) {
        return store.transact(tx -> {
            boolean removed = tx.deleteProduct(context.shop(), product);
            // What waits for the variant waits for its product's pools from now on.
            if (product.variant().isPresent()) {
                ProductRef whole = product.withoutVariant();
                tx.product(context.shop(), whole)
                        .ifPresent(settings -> tx.saveProduct(context.shop(), whole, settings));
            }
            return removed;
        });
    }
}
