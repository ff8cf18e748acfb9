package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.examples.storefront.shop.LibraryConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened to the shop's keys, the latest first. */
@Controller
class AuditPage {
    private static final int SHOWN = 50;

    private final LicenceKeys keys;

    AuditPage(@Qualifier(LibraryConfiguration.ALONE) LicenceKeys keys) {
        this.keys = keys;
    }

    /**
     * An event as the merchant reads it.
     *
     * @param at when
     * @param what as a sentence
     * @param who empty if it came about by itself
     * @param why empty if nobody said
     * @param key the id of the key that it is about; empty if it is about none, or several
     * @param warning whether somebody should look after it
     */
    record Row(Instant at, String what, String who, String why, String key, boolean warning) {
        static Row of(Event event) {
            return new Row(
                    event.at(),
                    event.what(),
                    event.act().map(Act::actor).orElse(""),
                    event.act().map(Act::reason).orElse(""),
                    event.aboutKey().map(Object::toString).orElse(""),
                    event instanceof ThresholdReached || event instanceof PoolExhausted || event instanceof LineWaits);
        }
    }

    /** The latest events, or those before one of them. */
    @GetMapping("/admin/audit")
    String audit(@RequestParam Optional<UUID> before, Model model) {
        List<Event> events = before.map(event -> keys.audit().before(event, SHOWN))
                .orElseGet(() -> keys.audit().latest(SHOWN));
        model.addAttribute("events", events.stream().map(Row::of).toList());
        model.addAttribute(
                "next", events.size() < SHOWN ? "" : events.get(SHOWN - 1).id().toString());
        model.addAttribute("first", before.isEmpty());
        return "merchant/audit";
    }
}
