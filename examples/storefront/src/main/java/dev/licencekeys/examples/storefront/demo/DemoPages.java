package dev.licencekeys.examples.storefront.demo;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.examples.storefront.shop.Postman;
import java.io.IOException;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What only the demo has: a purchase without a payment, and a look at every mail. */
@Controller
@Profile("demo")
class DemoPages {
    private static final int MOST = 99;

    private final DemoPlatform platform;
    private final DemoMailbox mailbox;
    private final Postman postman;
    private final EventDelivery delivery;
    private final MessageSource words;

    DemoPages(
            DemoPlatform platform, DemoMailbox mailbox, Postman postman, EventDelivery delivery, MessageSource words) {
        this.platform = platform;
        this.mailbox = mailbox;
        this.postman = postman;
        this.delivery = delivery;
        this.words = words;
    }

    @PostMapping("/demo/buy")
    String buy(
            @RequestParam("sku") String sku,
            @RequestParam("quantity") int quantity,
            Locale language,
            RedirectAttributes after)
            throws IOException, InterruptedException {
        if (quantity >= 1 && quantity <= MOST && platform.sell(sku, quantity, language)) {
            return "redirect:/demo/thanks";
        }
        after.addFlashAttribute("failed", words.getMessage("shop.failed", null, language));
        return "redirect:/";
    }

    @GetMapping("/demo/thanks")
    String thanks(Model model) {
        model.addAttribute("customer", DemoPlatform.CUSTOMER);
        return "demo/thanks";
    }

    /** All mails, none of them still under way. */
    @GetMapping("/demo/mailbox")
    String mailbox(@RequestParam(name = "to", defaultValue = "") String to, Model model) {
        postman.sendDue();
        delivery.deliver();
        model.addAttribute("mails", mailbox.mails(to));
        model.addAttribute("to", to);
        return "demo/mailbox";
    }
}
