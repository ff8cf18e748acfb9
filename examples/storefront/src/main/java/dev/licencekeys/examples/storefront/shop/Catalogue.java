package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.examples.storefront.shop.Product.ProductFile;
import dev.licencekeys.product.ProductRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the shop sells, as a file tells it. */
@Component
public class Catalogue {
    private final List<Product> products;
    private final Resource file;

    Catalogue(ShopSettings settings, JsonMapper json) throws IOException {
        this.file = settings.catalogue();
        try (InputStream in = file.getInputStream()) {
            this.products = List.copyOf(json.readValue(in, new TypeReference<List<Product>>() {}));
        }
    }

    /** In the order in which they are shown. */
    public List<Product> products() {
        return products;
    }

    public Optional<Product> product(String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }

    /** What a platform's article is here; empty if the shop doesn't know it. */
    public Optional<ProductRef> ofSku(String sku) {
        return products.stream()
                .flatMap(product -> product.articles().stream())
                .filter(article -> sku.equals(article.sku()))
                .map(Product.Article::ref)
                .findFirst();
    }

    /** What customers call a product or variant; its id if the shop doesn't know it (any more). */
    public String name(ProductRef ref) {
        return product(ref.product())
                .map(product -> ref.variant()
                        .map(variant -> product.name() + " – "
                                + product.variant(variant)
                                        .map(Product.Variant::name)
                                        .orElse(variant))
                        .orElse(product.name()))
                .orElseGet(ref::toString);
    }

    /** What buyers of a product may download. */
    public List<ProductFile> files(ProductRef ref) {
        return product(ref.product()).map(Product::files).orElse(List.of());
    }

    /** The content of a product's download, which lies in the catalogue's folder. */
    public Resource content(ProductFile file) throws IOException {
        return this.file.createRelative("files/" + file.name());
    }
}
