package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.event.Act;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import java.security.Principal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One pool: its keys, without their values, who waits for some, and when to warn. */
@Controller
class PoolPage {
    static final String PATH = PoolsPage.PATH + "/pool";

    private static final int KEYS = 50;
    private static final int WAITING = 100;

    private final LicenceKeys keys;

    PoolPage(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.keys = keys;
    }

    @GetMapping(PATH)
    String pool(
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "AVAILABLE") KeyState state,
            @RequestParam(defaultValue = "") String after,
            Model model,
            RedirectAttributes next) {
        Pool pool = Refs.pool(tag);
        PoolStock stock;
        try {
            stock = keys.stock().pool(pool);
        } catch (UnknownPoolException e) {
            return Flash.failed(next, PoolsPage.PATH, "There is no pool " + pool + ".");
        }
        KeyCursor from = after.isEmpty() ? KeyCursor.START : KeyCursor.parse(after);
        model.addAttribute("pool", PoolRow.of(stock));
        model.addAttribute("state", state);
        model.addAttribute("states", KeyState.values());
        model.addAttribute("page", keys.inventory().keys(pool, state, from, KEYS));
        model.addAttribute("waiting", keys.orders().waiting(pool, 0, WAITING).lines());
        model.addAttribute("threshold", ThresholdForm.of(stock.threshold()));
        return "merchant/pool";
    }

    @PostMapping(PATH + "/threshold")
    String threshold(
            @RequestParam(defaultValue = "") String tag,
            @RequestParam boolean own,
            ThresholdForm form,
            RedirectAttributes next) {
        Pool pool = Refs.pool(tag);
        next.addAttribute("tag", tag);
        return Flash.after(next, PATH, () -> {
            if (own) {
                keys.stock().warnAt(pool, form.policy());
            } else {
                keys.stock().warnAsByDefault(pool);
            }
            return "You are warned about this pool " + (own ? "by its own levels" : "as about all others") + " now.";
        });
    }

    @PostMapping(PATH + "/rename")
    String rename(
            @RequestParam String tag,
            @RequestParam String name,
            @RequestParam String reason,
            Principal merchant,
            RedirectAttributes next) {
        String renamed = name.strip();
        String page = Flash.after(next, PATH, () -> {
            keys.inventory().rename(tag, renamed, new Act(merchant.getName(), reason));
            return "The pool is called " + renamed + " now, and its products and waiting orders go with it.";
        });
        next.addAttribute("tag", next.getFlashAttributes().containsKey("done") ? renamed : tag);
        return page;
    }

    @PostMapping(PATH + "/delete")
    String delete(@RequestParam String tag, @RequestParam String reason, Principal merchant, RedirectAttributes next) {
        try {
            keys.inventory().delete(tag, new Act(merchant.getName(), reason));
            return Flash.done(next, PoolsPage.PATH, "There is no pool " + tag + " any more.");
        } catch (LicenceKeysException e) {
            next.addAttribute("tag", tag);
            return Flash.failed(next, PATH, Flash.words(e));
        }
    }
}
