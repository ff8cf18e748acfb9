package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.mail.MailText;
import dev.licencekeys.mail.MailTexts;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** What mails to customers say. Where there are keys, the library has the words; the others are the shop's. */
@Component
class OrderLetters {
    private final ShopSettings settings;
    private final ShopAddress address;
    private final DownloadTokens tokens;
    private final Catalogue catalogue;
    private final MessageSource words;

    OrderLetters(
            ShopSettings settings,
            ShopAddress address,
            DownloadTokens tokens,
            Catalogue catalogue,
            MessageSource words) {
        this.settings = settings;
        this.address = address;
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.words = words;
    }

    /** Tells where the downloads are, and how many keys there are already. */
    MailText confirmation(ShopOrder order, Optional<Fulfilment> fulfilment) {
        URI page = page(order.id());
        return fulfilment
                .filter(answer -> !answer.keys().isEmpty() && !answer.isRejected())
                .map(answer -> inItsLanguage(order).keysReady(named(answer, order), catalogue::name, page))
                .orElseGet(
                        () -> plain(order, fulfilment.map(Fulfilment::waiting).orElse(0) > 0, page));
    }

    /** Tells that keys have come for which the order had waited. */
    MailText arrived(ShopOrder order, LineFilled filled) {
        String product = order.line(filled.lineId()).map(ShopOrder.Line::title).orElse("");
        LineFilled named = new LineFilled(
                filled.id(), filled.at(), order.name(), filled.lineId(), filled.keys(), filled.waiting());
        return inItsLanguage(order).keysArrived(named, product, page(order.id()));
    }

    private MailTexts inItsLanguage(ShopOrder order) {
        return MailTexts.in(order.language()).withShopName(settings.name());
    }

    /** Customers know their order by its name, not by our id. */
    private static Fulfilment named(Fulfilment fulfilment, ShopOrder order) {
        return new Fulfilment(order.name(), fulfilment.lines(), fulfilment.warnings());
    }

    private URI page(String order) {
        return address.of("/downloads/" + tokens.issue(order));
    }

    private MailText plain(ShopOrder order, boolean waits, URI page) {
        Locale language = order.language();
        String thanks = words.getMessage("mail.order.text", new Object[] {order.name()}, language);
        String waiting = waits ? words.getMessage("mail.order.waiting", null, language) : "";
        String here = words.getMessage("mail.order.page", null, language);
        return new MailText(
                words.getMessage("mail.order.subject", new Object[] {order.name(), settings.name()}, language),
                thanks + "\n\n" + (waits ? waiting + "\n\n" : "") + here + "\n" + page + "\n\n" + settings.name()
                        + "\n",
                """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"></head><body>
                <p>%s</p><p>%s</p><p>%s <a href="%s">%s</a></p><p>%s</p>
                </body></html>
                """.formatted(
                                language.getLanguage(),
                                HtmlUtils.htmlEscape(thanks),
                                HtmlUtils.htmlEscape(waiting),
                                HtmlUtils.htmlEscape(here),
                                HtmlUtils.htmlEscape(page.toString()),
                                HtmlUtils.htmlEscape(words.getMessage("mail.order.button", null, language)),
                                HtmlUtils.htmlEscape(settings.name())));
    }
}
