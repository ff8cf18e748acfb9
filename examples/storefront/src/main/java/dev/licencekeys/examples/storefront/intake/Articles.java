package dev.licencekeys.examples.storefront.intake;

import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.ShopOrder;
import dev.licencekeys.product.ProductRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a platform's articles are in our catalogue. */
@Component
class Articles {
    private final Catalogue catalogue;

    Articles(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What a platform says of one line of an order. All of it may be missing. */
    interface Item {
        Long id();

        String sku();

        /** Null for what is no product, such as a tip. */
        Long product();

        /** Null or 0 if it has none. */
        Long variant();

        String title();

        Integer quantity();
    }

    /**
     * The lines of products; what is none is left out.
     *
     * @param field where the items stand
     * @param title where their titles do
     */
    List<ShopOrder.Line> lines(String field, List<? extends Item> items, String title) {
        List<ShopOrder.Line> lines = new ArrayList<>();
        List<? extends Item> all = Fields.list(field, items);
        for (int i = 0; i < all.size(); i++) {
            Item item = all.get(i);
            String at = field + "[" + i + "].";
            String line = Long.toString(Fields.require(at + "id", item.id()));
            int quantity = Fields.quantity(at + "quantity", item.quantity());
            find(item.sku(), item.product(), item.variant())
                    .ifPresent(product -> lines.add(new ShopOrder.Line(
                            line, product, Fields.text(at + title, title(product, item.title()), 500), quantity)));
        }
        return lines;
    }

    /**
     * The SKU says it, being the same on all platforms; an article without one that we know goes by the platform's own ids.
     *
     * @param product null for what is no product, such as a tip
     * @param variant null or 0 if it has none
     * @return empty for what is no product
     */
    private Optional<ProductRef> find(String sku, Long product, Long variant) {
        Optional<ProductRef> known = Fields.filled(sku).flatMap(catalogue::ofSku);
        if (known.isPresent() || product == null) {
            return known;
        }
        String id = Long.toString(product);
        return Optional.of(
                variant == null || variant == 0 ? ProductRef.of(id) : ProductRef.of(id, Long.toString(variant)));
    }

    /** What customers call it: what the platform says, unless our catalogue has a name for it. */
    private String title(ProductRef product, String title) {
        String name = catalogue.name(product);
        return name.equals(product.toString()) ? Fields.filled(title).orElse(name) : name;
    }
}
