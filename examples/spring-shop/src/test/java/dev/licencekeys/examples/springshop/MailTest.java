package dev.licencekeys.examples.springshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.product.AssignmentMethod;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The mails of the shop, as they come to a mail server. Each test has a product, a pool and customers of its own. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "shop.webhook-secret=" + Platform.SECRET,
            "shop.mail.from=shop@shop.example",
            "shop.mail.merchant=" + MailTest.MERCHANT,
            "shop.mail.every=1h",
            "spring.datasource.generate-unique-name=true",
            "spring.mail.host=127.0.0.1",
            // Mails to customers go out one after the other: the last one shows that no other is under way.
            "spring.task.execution.pool.core-size=1"
        })
class MailTest {
    static final String MERCHANT = "anna@shop.example";

    /** So long at the most, and only where a mail does not come. */
    private static final long LIMIT_MILLIS = 60_000;

    private static final int STOCK = 10;

    @RegisterExtension
    static final GreenMailExtension SERVER =
            new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort()).withPerMethodLifecycle(false);

    private static final AtomicInteger PRODUCTS = new AtomicInteger();

    @Autowired
    private Checkout checkout;

    @Autowired
    private EventDelivery delivery;

    @Autowired
    private LicenceKeys keys;

    @Autowired
    private ShopOrders orders;

    @Autowired
    private FailingSender sender;

    @Autowired
    private TransactionTemplate transactions;

    private int product;
    private String pool;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    /** Ten keys, of which the eighth reaches the threshold. */
    @BeforeEach
    void stock() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        product = PRODUCTS.incrementAndGet();
        pool = "photo-" + product;
        transactions.executeWithoutResult(status -> {
            upload(1, STOCK);
            keys.products().set(Integer.toString(product), AssignmentMethod.specificTag(pool));
        });
    }

    private void upload(int first, int last) {
        keys.stock().upload(pool, IntStream.rangeClosed(first, last).mapToObj(i -> "SECRET-" + product + "-" + i));
    }

    @Test
    void whoeverIsConcernedIsTold() throws Exception {
        checkout.deliver(order(1, 8));

        List<MimeMessage> mails = received(2);
        MimeMessage warning = only(mails, MERCHANT);
        assertThat(warning.getSubject()).isEqualTo("2 keys left in " + pool + " – Photo Shop");
        assertThat(warning.getFrom()).extracting(Address::toString).containsExactly("shop@shop.example");
        assertThat(text(warning, "text/plain")).contains("2 of its 10 keys are left.");
        assertThat(text(warning, "text/html")).contains("<bdi>" + pool + "</bdi> is running low");

        MimeMessage ready = only(mails, customer(1));
        assertThat(ready.getSubject()).isEqualTo("Your keys for order " + id(1) + " – Photo Shop");
        assertThat(text(ready, "text/plain"))
                .contains(product + ": 8 keys", "https://shop.example.com/orders/" + id(1));
        assertThat(mails)
                .allSatisfy(mail -> assertThat(GreenMailUtil.getWholeMessage(mail)
                                + text(mail, "text/plain")
                                + text(mail, "text/html"))
                        .doesNotContain("SECRET"));

        checkout.deliver(order(1, 8)); // the webhook comes twice
        assertThatNothingElseCame(2);
    }

    @Test
    void ofWhatWasRolledBackNobodyHears() throws Exception {
        transactions.executeWithoutResult(status -> {
            assertThat(checkout.deliver(order(1, 8)).keys()).isEqualTo(8);
            status.setRollbackOnly();
        });

        assertThatNothingElseCame(0);
    }

    @Test
    void aMailServerThatFailsHoldsUpNoOrderAndGetsTheMailLater() throws Exception {
        int before = sender.failed.get();
        sender.toFail.set(1);

        assertThat(checkout.deliver(order(1, 8)).keys()).isEqualTo(8);
        assertThat(orders.existsById(id(1))).isTrue();

        // It is due in a second; nobody looks by himself for an hour.
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        while (!SERVER.waitForIncomingEmail(200, 2) && System.nanoTime() < deadline) {
            delivery.wake();
        }
        assertThat(only(received(2), MERCHANT).getSubject()).contains(pool);
        assertThat(sender.failed.get() - before).isEqualTo(1);
        assertThatNothingElseCame(2);
    }

    @Test
    void whoWaitedIsToldWhenKeysCome() throws Exception {
        checkout.deliver(order(1, STOCK + 1));
        // Ready, waits, 80 %, and the last key.
        assertThat(text(only(received(4), customer(1)), "text/plain")).contains("One more key is still to come.");
        SERVER.purgeEmailFromAllMailboxes();

        // So many that no threshold is reached again.
        transactions.executeWithoutResult(status -> upload(STOCK + 1, 10 * STOCK));
        delivery.wake();
        List<MimeMessage> mails = received(2);

        assertThat(only(mails, customer(1)).getSubject()).contains("has arrived");
        assertThat(only(mails, MERCHANT).getSubject()).contains("got a key that it had waited for");
    }

    /** Another order is delivered, and its mail is the only one that comes. */
    private void assertThatNothingElseCame(int already) throws Exception {
        delivery.deliver();
        checkout.deliver(order(2, 1));
        List<MimeMessage> mails = received(already + 1);
        only(mails, customer(2));
        assertThat(mails).hasSize(already + 1);
    }

    /** All mails, of which there are so many at least. */
    private static List<MimeMessage> received(int count) {
        assertThat(SERVER.waitForIncomingEmail(LIMIT_MILLIS, count))
                .as("%s mails came", count)
                .isTrue();
        return Arrays.asList(SERVER.getReceivedMessages());
    }

    private static MimeMessage only(List<MimeMessage> mails, String recipient) throws MessagingException {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage mail : mails) {
            if (mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(recipient)) {
                found.add(mail);
            }
        }
        assertThat(found).as("mails to %s, of %s", recipient, mails.size()).hasSize(1);
        return found.get(0);
    }

    private static String text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        StringBuilder text = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                text.append(text(each, type));
            }
        }
        return text.toString();
    }

    private long id(int number) {
        return 1000L * product + number;
    }

    private String customer(int number) {
        return "customer" + id(number) + "@example.com";
    }

    private PaidOrder order(int number, int quantity) {
        return new PaidOrder(
                id(number), customer(number), List.of(new PaidOrder.Item(1, (long) product, null, quantity)));
    }

    /** A mail server that refuses so many mails to the merchant, one after the other. */
    static final class FailingSender extends JavaMailSenderImpl {
        private final AtomicInteger toFail = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        protected void doSend(MimeMessage[] messages, Object[] originals) {
            try {
                for (MimeMessage message : messages) {
                    String to = message.getRecipients(Message.RecipientType.TO)[0].toString();
                    if (to.equals(MERCHANT) && toFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        failed.incrementAndGet();
                        throw new MailSendException("the mail server is on holiday");
                    }
                }
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
            super.doSend(messages, originals);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Sender {
        @Bean
        FailingSender sender(@Value("${spring.mail.host}") String host, @Value("${spring.mail.port}") int port) {
            FailingSender sender = new FailingSender();
            sender.setHost(host);
            sender.setPort(port);
            return sender;
        }
    }
}
