package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.mail.MailText;
import dev.licencekeys.mail.MailTexts;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mails about what happens to keys. Events come at least once: what was sent is noted, and what it throws comes again. */
final class News {
    private News() {}

    /** Tells the merchant of keys that run low, orders that wait, and the like. */
    @Component
    static class ToMerchant implements EventListener {
        private final Mailer mailer;
        private final Outbox outbox;
        private final ShopSettings settings;

        ToMerchant(Mailer mailer, Outbox outbox, ShopSettings settings) {
            this.mailer = mailer;
            this.outbox = outbox;
            this.settings = settings;
        }

        @Override
        @Transactional(rollbackFor = Exception.class)
        public void receive(Event event) throws Exception {
            String id = "merchant " + event.id();
            Optional<MailText> mail =
                    MailTexts.in(Locale.ENGLISH).withShopName(settings.name()).toMerchant(event);
            if (mail.isPresent() && !outbox.wasSent(id)) {
                mailer.send(settings.mail().merchant(), mail.get());
                outbox.sent(id);
            }
        }
    }

    /** Tells customers that keys came for which they had waited. */
    @Component
    static class ToCustomers implements EventListener {
        private final Mailer mailer;
        private final Outbox outbox;
        private final OrderLetters letters;
        private final ShopOrders orders;

        ToCustomers(Mailer mailer, Outbox outbox, OrderLetters letters, ShopOrders orders) {
            this.mailer = mailer;
            this.outbox = outbox;
            this.letters = letters;
            this.orders = orders;
        }

        @Override
        @Transactional(rollbackFor = Exception.class)
        public void receive(Event event) throws Exception {
            if (event instanceof LineFilled filled) {
                String id = "arrived " + filled.id();
                Optional<ShopOrder> order = orders.find(filled.orderId());
                if (order.flatMap(ShopOrder::email).isPresent() && !outbox.wasSent(id)) {
                    mailer.send(order.get().email().orElseThrow(), letters.arrived(order.get(), filled));
                    outbox.sent(id);
                }
            }
        }
    }
}
