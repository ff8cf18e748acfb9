package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.KeyHistory;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.key.KeyId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One key: what happened to it. Never its value: that is the customer's. */
@Controller
class KeyPages {
    private static final String PATH = "/admin/keys";

    private final LicenceKeys keys;

    KeyPages(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.keys = keys;
    }

    @GetMapping(PATH)
    String key(@RequestParam String id, Model model) {
        KeyHistory history = keys.audit().history(KeyId.parse(id));
        model.addAttribute("key", history.key());
        model.addAttribute("pool", history.key().pool().map(Refs::name).orElse(""));
        model.addAttribute("holder", history.key().holder().orElse(null));
        model.addAttribute("history", history.text());
        return "merchant/key";
    }

    /** Finds a key that a customer sent in. It is in no address and on no page. */
    @PostMapping(PATH)
    String find(@RequestParam String value, RedirectAttributes next) {
        return keys.inventory()
                .find(value)
                .map(key -> {
                    next.addAttribute("id", key.id().toString());
                    return "redirect:" + PATH;
                })
                .orElseGet(() -> Flash.failed(
                        next, OrdersPage.PATH, "The shop has no such key. Is all of it there, as it was delivered?"));
    }
}
