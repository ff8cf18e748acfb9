package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.LicenceKeys;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends customers the mails about their orders: after the commit, on a thread of its own, and again if the server is down. */
@Component
public class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private final Outbox outbox;
    private final ShopOrders orders;
    private final LicenceKeys keys;
    private final OrderLetters letters;
    private final Mailer mailer;
    private final TransactionTemplate transactions;

    Postman(
            Outbox outbox,
            ShopOrders orders,
            LicenceKeys keys,
            OrderLetters letters,
            Mailer mailer,
            TransactionTemplate transactions) {
        this.outbox = outbox;
        this.orders = orders;
        this.keys = keys;
        this.letters = letters;
        this.mailer = mailer;
        this.transactions = transactions;
    }

    @Async
    @TransactionalEventListener(OrderTaken.class)
    public void taken() {
        sendDue();
    }

    /** What nobody told of: mails that failed before, and those of a program that ended too early. */
    @Scheduled(fixedDelayString = "${shop.every:10s}")
    public void look() {
        sendDue();
    }

    /** Sends what is due; when it returns, no mail that was due before is under way in this program. */
    public synchronized void sendDue() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> sendNext()));
        }
    }

    /** Whether there was one. */
    private boolean sendNext() {
        Optional<Outbox.Due> mail = outbox.next();
        mail.ifPresent(due -> orders.find(due.order()).ifPresent(order -> send(due, order)));
        return mail.isPresent();
    }

    private void send(Outbox.Due mail, ShopOrder order) {
        try {
            // What the order has by now: a repeat changes nothing.
            mailer.send(
                    order.email().orElseThrow(),
                    letters.confirmation(order, order.toOrder().map(keys::fulfil)));
            outbox.sent(mail);
        } catch (MailException | MessagingException e) {
            LOG.warn("the mail \"{}\" could not be sent, and is tried again later: {}", mail.id(), e.getMessage());
            outbox.later(mail);
        }
    }
}
