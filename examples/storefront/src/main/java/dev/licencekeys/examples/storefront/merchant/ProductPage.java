package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.examples.storefront.shop.Catalogue;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How one product, or one variant of it, gets its keys; to be changed at any time, from the next order on. */
@Controller
class ProductPage {
    static final String PATH = ProductsPage.PATH + "/product";

    private final LicenceKeys keys;
    private final Catalogue catalogue;
    private final Methods methods;
    private final Previews previews;
    private final Wording say;

    ProductPage(
            @Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys,
            Catalogue catalogue,
            Methods methods,
            Previews previews,
            Wording say) {
        this.keys = keys;
        this.catalogue = catalogue;
        this.methods = methods;
        this.previews = previews;
        this.say = say;
    }

    @GetMapping(PATH)
    String product(@RequestParam String product, @RequestParam(defaultValue = "") String variant, Model model) {
        ProductRef ref = Refs.product(product, variant);
        List<PoolStock> pools = keys.stock().pools();
        model.addAttribute("product", product);
        model.addAttribute("variant", variant);
        model.addAttribute("name", catalogue.name(ref));
        model.addAttribute("form", ProductForm.of(methods.own(ref)));
        model.addAttribute("shortages", ShortagePolicy.values());
        model.addAttribute(
                "pools",
                pools.stream()
                        .map(PoolRow::of)
                        .filter(pool -> !pool.tag().isEmpty())
                        .toList());
        model.addAttribute("previews", previews.of(ref, Locale.ENGLISH));
        return "merchant/product";
    }

    @PostMapping(PATH)
    String save(
            @RequestParam String product,
            @RequestParam(defaultValue = "") String variant,
            ProductForm form,
            RedirectAttributes next) {
        next.addAttribute("product", product).addAttribute("variant", variant);
        return Flash.after(next, PATH, () -> {
            ProductRef ref = Refs.product(product, variant);
            form.settings()
                    .ifPresentOrElse(
                            settings -> keys.products().set(ref, settings),
                            () -> keys.products().remove(ref));
            // Who waits may find keys where the product looks now.
            int filled = keys.stock().fillWaiting().size();
            return "Saved: the next order gets its keys like this."
                    + (filled == 0 ? "" : " " + say.count(filled, "line") + " had waited, and got keys.");
        });
    }
}
