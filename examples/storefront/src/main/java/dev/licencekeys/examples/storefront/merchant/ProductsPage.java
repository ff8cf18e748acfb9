package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.Product;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the shop sells, and how each product gets its keys. */
@Controller
class ProductsPage {
    static final String PATH = "/admin/products";

    private final Catalogue catalogue;
    private final Methods methods;

    ProductsPage(Catalogue catalogue, Methods methods) {
        this.catalogue = catalogue;
        this.methods = methods;
    }

    /**
     * A product or one of its variants.
     *
     * @param id of the product
     * @param variant empty for the product as a whole
     * @param name as customers know it
     * @param method in words
     * @param own whether it has settings of its own
     * @param keysPerUnit for each unit; 0 without settings
     */
    record Row(String id, String variant, String name, String method, boolean own, int keysPerUnit) {}

    @GetMapping(PATH)
    String products(Model model) {
        model.addAttribute(
                "products", catalogue.products().stream().flatMap(this::rows).toList());
        return "merchant/products";
    }

    private Stream<Row> rows(Product product) {
        List<Product.Article> articles = product.articles();
        Row whole = row(
                ProductRef.of(product.id()),
                product.name(),
                product.variants().isEmpty() ? "No keys" : "As its variants say");
        return product.variants().isEmpty()
                ? Stream.of(whole)
                : Stream.concat(
                        Stream.of(whole),
                        articles.stream()
                                .map(article ->
                                        row(article.ref(), product.name() + " – " + article.name(), "As the product")));
    }

    private Row row(ProductRef ref, String name, String otherwise) {
        Optional<ProductSettings> own = methods.own(ref);
        return new Row(
                ref.product(),
                Refs.variant(ref),
                name,
                own.map(settings -> Sources.words(settings.method())).orElse(otherwise),
                own.isPresent(),
                own.map(ProductSettings::keysPerUnit).orElse(0));
    }
}
