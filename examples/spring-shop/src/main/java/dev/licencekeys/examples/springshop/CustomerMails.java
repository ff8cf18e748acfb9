package dev.licencekeys.examples.springshop;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineRecord;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.mail.MailTexts;
import dev.licencekeys.product.ProductRef;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells customers that their keys are there, at once or later. The keys themselves are on the shop's page. */
class CustomerMails implements EventListener {
    private final Mailer mailer;
    private final MailTexts texts;
    private final MailSettings settings;
    private final ShopOrders orders;
    private final LicenceKeys keys;

    CustomerMails(Mailer mailer, MailTexts texts, MailSettings settings, ShopOrders orders, LicenceKeys keys) {
        this.mailer = mailer;
        this.texts = texts;
        this.settings = settings;
        this.orders = orders;
        this.keys = keys;
    }

    /** On a thread of its own: the order is not to wait for a mail server, and its connection is not to be used any more. */
    @Async
    @TransactionalEventListener
    public void delivered(OrderDelivered order) throws MessagingException {
        Fulfilment fulfilment = order.fulfilment();
        if (order.paid().email() != null && !fulfilment.keys().isEmpty()) {
            mailer.sendOnce(
                    "ready " + fulfilment.orderId(),
                    order.paid().email(),
                    () -> texts.keysReady(fulfilment, this::name, settings.pageOf(fulfilment.orderId())));
        }
    }

    /** Of what happened later customers hear that keys came for which they had waited. */
    @Override
    public void receive(Event event) throws Exception {
        if (event instanceof LineFilled filled) {
            Optional<String> email =
                    orders.findById(Long.valueOf(filled.orderId())).map(ShopOrder::email);
            if (email.isPresent()) {
                mailer.sendOnce(
                        "arrived " + filled.id(),
                        email.get(),
                        () -> texts.keysArrived(filled, product(filled), settings.pageOf(filled.orderId())));
            }
        }
    }

    private String product(LineFilled filled) {
        return keys.orders().lines(filled.orderId()).stream()
                .filter(line -> line.lineId().equals(filled.lineId()))
                .map(LineRecord::product)
                .map(product -> name(product))
                .findFirst()
                .orElse("");
    }

    private String name(ProductRef product) {
        return settings.nameOf(product.product());
    }
}
