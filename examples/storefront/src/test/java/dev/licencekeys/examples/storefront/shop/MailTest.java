package dev.licencekeys.examples.storefront.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.examples.storefront.StorefrontTest;
import dev.licencekeys.examples.storefront.TestShop;
import dev.licencekeys.product.ProductRef;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** What customers hear of, and what the database keeps of it. */
@StorefrontTest
class MailTest {
    @Autowired
    private TestShop shop;

    @Autowired
    private EventDelivery delivery;

    @Autowired
    private JdbcClient database;

    @Autowired
    private LicenceKeys keys;

    @Autowired
    private OrderLetters letters;

    @Autowired
    private ShopOrders orders;

    @Autowired
    private Outbox outbox;

    @Autowired
    private ShopSettings settings;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void whoWaitsIsToldWhenTheKeysCome() {
        long id = shop.newId() * 10;
        long product = shop.newProduct();
        assertThat(shop.shopify("orders/paid", shop.order(id, product, "Waiting", 1))
                        .body())
                .isEqualTo("{\"keys\":0,\"waiting\":1}");
        assertThat(shop.mailsTo(TestShop.customer(id)))
                .singleElement()
                .asString()
                .contains("not available yet");

        shop.upload(product, "ARRIVED-" + id);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            delivery.deliver();
            assertThat(shop.mailsTo(TestShop.customer(id))).hasSize(2);
        });
        assertThat(shop.mailsTo(TestShop.customer(id)).get(1))
                .contains("#" + id)
                .contains("/downloads/")
                .doesNotContain("shopify-")
                .doesNotContain("ARRIVED-" + id);
    }

    @Test
    void aMailThatFailsIsSentLater() {
        long id = shop.newId() * 10;
        ShopOrder order = new ShopOrder(
                "shopify-" + id,
                "#" + id,
                Optional.of(TestShop.customer(id)),
                Locale.ENGLISH,
                false,
                List.of(new ShopOrder.Line("1", ProductRef.of("wallpapers"), "Quiet Walls", 1)));
        Postman unlucky =
                new Postman(outbox, orders, keys, letters, new Mailer(new FailingSender(), settings), transactions);
        // In one transaction, so that nobody else sends it meanwhile.
        transactions.executeWithoutResult(status -> {
            orders.save(order);
            outbox.add(order.id());
            unlucky.sendDue();
            assertThat(database.sql("select attempts from shop_mail where order_id = ? and sent_at is null")
                            .param(order.id())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        });

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(shop.mailsTo(TestShop.customer(id))).hasSize(1));
    }

    private static final class FailingSender extends JavaMailSenderImpl {
        @Override
        protected void doSend(MimeMessage[] messages, Object[] originals) {
            throw new MailSendException("the mail server is on holiday");
        }
    }

    @Test
    void theDatabaseCannotOpenADownloadPage() {
        String path = shop.sell(shop.newProduct("HASHED-KEY"), "Hashed", 1);
        String token = path.substring("/downloads/".length());

        assertThat(database.sql("select token_hash from shop_download")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .doesNotContain(token)
                .allMatch(hash -> shop.get("/downloads/" + hash).statusCode() == 404);
    }
}
