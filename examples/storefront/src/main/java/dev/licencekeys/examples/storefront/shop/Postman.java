package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.LicenceKeysException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
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
        Optional<Tried> tried = sendNext();
        while (tried.isPresent()) {
            tried.filter(mail -> !mail.noted())
                    .ifPresent(mail -> transactions.executeWithoutResult(status -> outbox.later(mail.due())));
            tried = sendNext();
        }
    }

    /** A mail, and whether what became of it stands in the outbox already. */
    private record Tried(Outbox.Due due, boolean noted) {}

    private Optional<Tried> sendNext() {
        return transactions.execute(status ->
                outbox.next().map(due -> new Tried(due, send(due, orders.get(due.order()), status))));
    }

    private boolean send(Outbox.Due mail, ShopOrder order, TransactionStatus transaction) {
        try {
            // What the order has by now: a repeat changes nothing.
            mailer.send(
                    order.email().orElseThrow(),
                    letters.confirmation(order, order.toOrder().map(keys::fulfil)));
            outbox.sent(mail);
            return true;
        } catch (MailException | MessagingException e) {
            LOG.warn("the mail \"{}\" could not be sent, and is tried again later: {}", mail.id(), e.getMessage());
            outbox.later(mail);
            return true;
        } catch (LicenceKeysException e) {
            LOG.warn("the mail \"{}\" could not be written, and is tried again later: {}", mail.id(), e.getMessage());
            transaction.setRollbackOnly();
            return false;
        }
    }
}
