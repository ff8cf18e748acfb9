package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.examples.storefront.shop.ShopSettings;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What holds for the whole shop: when to warn, and the words that customers read. */
@Controller
class SettingsPage {
    private static final String PATH = "/admin/settings";

    private final LicenceKeys keys;
    private final ShopSettings shop;
    private final Wording say;

    SettingsPage(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys, ShopSettings shop, Wording say) {
        this.keys = keys;
        this.shop = shop;
        this.say = say;
    }

    @GetMapping(PATH)
    String settings(Model model) {
        model.addAttribute("threshold", ThresholdForm.of(keys.stock().defaultThreshold()));
        model.addAttribute(
                "others",
                keys.stock().pools().stream()
                        .filter(Predicate.not(PoolStock::followsDefault))
                        .map(PoolRow::of)
                        .toList());
        model.addAttribute("recipient", shop.mail().merchant());
        return "merchant/settings";
    }

    @PostMapping(PATH)
    String save(ThresholdForm form, RedirectAttributes next) {
        return Flash.after(next, PATH, () -> {
            ThresholdPolicy policy = form.policy();
            List<ThresholdReached> warnings = keys.stock().warnByDefault(policy);
            return (policy.isOn() ? "Saved: you are warned at " + policy + "." : "Saved: you are not warned.")
                    + (warnings.isEmpty()
                            ? ""
                            : " That is reached already in " + say.count(warnings.size(), "pool") + ".");
        });
    }
}
