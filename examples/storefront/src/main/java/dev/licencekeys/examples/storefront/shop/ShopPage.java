package dev.licencekeys.examples.storefront.shop;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the shop sells. Only the demo sells it here: a real shop's platform has the checkout. */
@Controller
class ShopPage {
    private final Catalogue catalogue;
    private final boolean demo;

    ShopPage(Catalogue catalogue, Environment environment) {
        this.catalogue = catalogue;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/")
    String shop(Model model) {
        model.addAttribute("products", catalogue.products());
        model.addAttribute("demo", demo);
        return "shop";
    }
}
