package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.product.ProductRef;
import java.util.List;
import java.util.Optional;

/**
 * What the shop sells: as it is, or in variants.
 *
 * @param id by which the library knows it
 * @param name as customers know it
 * @param description a sentence or two
 * @param sku by which the platforms know it; null if it is sold in variants only
 * @param price for show; null likewise
 * @param variants none if it is sold as it is
 * @param files what its buyers may download
 */
public record Product(
        String id,
        String name,
        String description,
        String sku,
        String price,
        List<Variant> variants,
        List<ProductFile> files) {
    /**
     * One of several versions of a product.
     *
     * @param id by which the library knows it
     * @param name as customers know it
     * @param sku by which the platforms know it
     * @param price for show
     */
    public record Variant(String id, String name, String sku, String price) {}

    /**
     * A file that a product's buyers may download.
     *
     * @param name as it is called on the buyer's disk
     * @param about what it is, in few words
     */
    public record ProductFile(String name, String about) {}

    /**
     * What can be bought.
     *
     * @param ref the product or variant
     * @param name of the variant, or the product
     * @param sku by which the platforms know it
     * @param price for show
     */
    public record Article(ProductRef ref, String name, String sku, String price) {}

    public Product {
        variants = variants == null ? List.of() : List.copyOf(variants);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** The product itself, or each of its variants. */
    public List<Article> articles() {
        return variants.isEmpty()
                ? List.of(new Article(ProductRef.of(id), name, sku, price))
                : variants.stream()
                        .map(variant -> new Article(
                                ProductRef.of(id, variant.id()), variant.name(), variant.sku(), variant.price()))
                        .toList();
    }

    Optional<Variant> variant(String variant) {
        return variants.stream().filter(each -> each.id().equals(variant)).findFirst();
    }
}
