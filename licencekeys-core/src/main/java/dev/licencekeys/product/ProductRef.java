package dev.licencekeys.product;

import dev.licencekeys.text.Identifiers;
import java.util.Comparator;
import java.util.Optional;

/**
 * Names a product of the shop, or one variant of it.
 *
 * @param product the shop's id of the product: 1 to 100 characters
 * @param variant the shop's id of the variant, or empty for the product as a whole
 */
public record ProductRef(String product, Optional<String> variant) implements Comparable<ProductRef> {
    private static final Comparator<ProductRef> ORDER =
            Comparator.comparing(ProductRef::product).thenComparing(ref -> ref.variant.orElse(""));

    /**
     * Checks both ids.
     *
     * @throws dev.licencekeys.error.InvalidInputException if one is blank, too long, or has characters that an id can't
     */
    public ProductRef {
        Identifiers.require("product", product);
        variant.ifPresent(v -> Identifiers.require("variant", v));
    }

    /** A product as a whole. */
    public static ProductRef of(String product) {
        return new ProductRef(product, Optional.empty());
    }

    /** One variant of a product. */
    public static ProductRef of(String product, String variant) {
        return new ProductRef(product, Optional.of(variant));
    }

    /** The product that this is a variant of; itself if it is no variant. */
    public ProductRef withoutVariant() {
        // Every line of every order asks.
        return variant.isEmpty() ? this : of(product);
    }

    @Override
    public int compareTo(ProductRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return variant.map(v -> product + "/" + v).orElse(product);
    }
}
