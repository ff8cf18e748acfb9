package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import java.util.Optional;

/** Pools and products in the fields of forms, where an empty one means none. */
final class Refs {
    private Refs() {}

    /** The pool with this tag; the untagged one if there is none. */
    static Pool pool(String tag) {
        return tag.isBlank() ? Pool.untagged() : Pool.tagged(tag.strip());
    }

    static String tag(Pool pool) {
        return pool.tag().map(Object::toString).orElse("");
    }

    /** How a merchant reads it. */
    static String name(Pool pool) {
        return pool.tag().map(Object::toString).orElse("Keys without a tag");
    }

    static ProductRef product(String product, String variant) {
        return new ProductRef(product, Optional.of(variant).filter(id -> !id.isBlank()));
    }

    static String variant(ProductRef ref) {
        return ref.variant().orElse("");
    }
}
