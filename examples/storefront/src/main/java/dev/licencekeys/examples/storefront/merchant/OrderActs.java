package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Refund;
import dev.licencekeys.Refunded;
import dev.licencekeys.event.Act;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import java.security.Principal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What support does by hand for an order: who did it is whoever is logged in, and why is asked each time. */
@Controller
class OrderActs {
    private final LicenceKeys keys;
    private final Wording say;

    OrderActs(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys, Wording say) {
        this.keys = keys;
        this.say = say;
    }

    /** What can become of a key that a customer has, or had. */
    enum What {
        /** The customer gets the next one, and this one is revoked. */
        REPLACE,

        /** It goes back to stock. */
        RETURN,

        /** Nobody gets it again. */
        REVOKE,

        /** A revoked one goes back to its line. */
        REINSTATE
    }

    @PostMapping("/admin/orders/key")
    String key(
            @RequestParam String order,
            @RequestParam String key,
            @RequestParam What what,
            @RequestParam String reason,
            Principal merchant,
            RedirectAttributes next) {
        next.addAttribute("id", order);
        return Flash.after(
                next, OrdersPage.ORDER, () -> act(KeyId.parse(key), what, new Act(merchant.getName(), reason.strip())));
    }

    private String act(KeyId key, What what, Act act) {
        switch (what) {
            case REPLACE -> {
                String masked = keys.support()
                        .replace(key, Withdrawal.REVOKE, act)
                        .key()
                        .toString();
                return "Replaced: the customer has " + masked + " now, and the old key is revoked.";
            }
            case RETURN -> {
                keys.support().withdraw(key, Withdrawal.RETURN, act);
                return "Returned: the key is in stock again, for others.";
            }
            case REVOKE -> {
                keys.support().revoke(key, act);
                return "Revoked: nobody gets this key again, unless you give it back here.";
            }
            case REINSTATE -> {
                keys.support().reinstate(key, act);
                return "The customer has the key again.";
            }
        }
        throw new IllegalStateException(what.toString());
    }

    @PostMapping("/admin/orders/refund")
    String refund(
            @RequestParam String order,
            @RequestParam String line,
            @RequestParam String refund,
            @RequestParam int units,
            @RequestParam RefundPolicy policy,
            @RequestParam String reason,
            Principal merchant,
            RedirectAttributes next) {
        next.addAttribute("id", order);
        return Flash.after(next, OrdersPage.ORDER, () -> {
            Refunded done = keys.refund(
                    Refund.of(refund, order, line, units).with(policy).by(new Act(merchant.getName(), reason.strip())));
            Refunded.Line changed = done.lines().get(0);
            return "Refunded " + say.count(units, "unit") + ": "
                    + say.keys(changed.returned().size()) + " returned to stock, "
                    + say.keys(changed.revoked().size()) + " revoked.";
        });
    }
}
