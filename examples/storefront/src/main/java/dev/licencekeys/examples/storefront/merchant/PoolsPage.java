package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The shop's keys, pool by pool, and the form that brings more. */
@Controller
class PoolsPage {
    static final String PATH = "/admin/pools";

    private static final int SHOWN = 100;

    private final LicenceKeys keys;

    PoolsPage(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/admin")
    String admin() {
        return "redirect:" + PATH;
    }

    /**
     * All pools, or those whose tag contains a text.
     *
     * @param tag for which keys are to be uploaded, where a page led here for that
     */
    @GetMapping(PATH)
    String pools(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String tag, Model model) {
        List<PoolStock> all = keys.stock().pools();
        List<PoolStock> found = q.isBlank() ? all : keys.stock().pools(q.strip());
        model.addAttribute("pools", found.stream().limit(SHOWN).map(PoolRow::of).toList());
        model.addAttribute("found", found.size());
        model.addAttribute("all", all.size());
        model.addAttribute(
                "tags",
                all.stream()
                        .map(PoolStock::pool)
                        .map(Refs::tag)
                        .filter(name -> !name.isEmpty())
                        .toList());
        model.addAttribute("q", q);
        model.addAttribute("tag", tag);
        return "merchant/pools";
    }

    /** A pool that has no keys yet, so that products may name it. */
    @PostMapping(PATH)
    String create(
            @RequestParam String tag,
            @RequestParam(defaultValue = "false") boolean ignoreCase,
            RedirectAttributes next) {
        return Flash.after(next, PATH, () -> {
            Pool pool = Pool.tagged(tag.strip());
            if (ignoreCase) {
                keys.stock().ignoreCase(pool);
            } else {
                keys.stock().createPool(pool.toString());
            }
            return "There is a pool " + pool + " now. Upload keys, or let products name it.";
        });
    }
}
