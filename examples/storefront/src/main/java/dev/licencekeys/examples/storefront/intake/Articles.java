package dev.licencekeys.examples.storefront.intake;

import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.product.ProductRef;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a platform's articles are in our catalogue. */
@Component
class Articles {
    private final Catalogue catalogue;

    Articles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The SKU says it, being the same on all platforms; an article without one that we know goes by the platform's own ids.
     *
     * @param product null for what is no product, such as a tip
     * @param variant null or 0 if it has none
     * @return empty for what is no product
     */
    Optional<ProductRef> find(String sku, Long product, Long variant) {
        Optional<ProductRef> known = Fields.filled(sku).flatMap(catalogue::ofSku);
        if (known.isPresent() || product == null) {
            return known;
        }
        String id = Long.toString(product);
        return Optional.of(
                variant == null || variant == 0 ? ProductRef.of(id) : ProductRef.of(id, Long.toString(variant)));
    }

    /** What customers call it: what the platform says, unless our catalogue has a name for it. */
    String title(ProductRef product, String title) {
        String name = catalogue.name(product);
        return name.equals(product.toString()) ? Fields.filled(title).orElse(name) : name;
    }
}
