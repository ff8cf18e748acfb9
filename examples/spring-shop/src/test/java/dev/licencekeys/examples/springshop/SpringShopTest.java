package dev.licencekeys.examples.springshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.product.AssignmentMethod;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The shop as its platform sees it, through HTTP, on one database connection. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "shop.webhook-secret=" + Platform.SECRET,
            "spring.datasource.generate-unique-name=true",
            "spring.datasource.hikari.maximum-pool-size=1",
            "spring.datasource.hikari.connection-timeout=5000"
        })
class SpringShopTest {
    private static final int STOCK = 5;

    @Autowired
    private Checkout checkout;

    @Autowired
    private LicenceKeys keys;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Value("${local.server.port}")
    private int port;

    private Platform platform;

    /** Every test has an empty shop with five keys, of which the fourth reaches the threshold. */
    @BeforeEach
    void open() {
        platform = new Platform(port);
        jdbc
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class)
                .stream()
                .filter(table -> !table.equals("LICENCE_SCHEMA"))
                .forEach(table -> jdbc.execute("truncate table " + table));
        transactions.executeWithoutResult(status -> {
            keys.stock().upload("photo", IntStream.rangeClosed(1, STOCK).mapToObj(i -> "SECRET-KEY-" + i));
            keys.products().set("632910392", AssignmentMethod.specificTag("photo"));
        });
    }

    @Test
    void aPaidOrderIsSavedAndDelivered() throws Exception {
        HttpResponse<String> answer = platform.sends(Platform.order(1001, 2));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"keys\":2,\"waiting\":0}");
        assertThat(given(1001)).containsExactly("SECRET-KEY-1", "SECRET-KEY-2");
        assertThat(count("shop_order")).isEqualTo(1);
    }

    @Test
    void whatIsShortWaits() throws Exception {
        assertThat(platform.sends(Platform.order(1001, STOCK + 2)).body()).isEqualTo("{\"keys\":5,\"waiting\":2}");
    }

    @Test
    void anOrderWithoutProductsIsSaved() throws Exception {
        String tip = "{\"id\":1001,\"line_items\":[{\"id\":1,\"product_id\":null,\"variant_id\":null,\"quantity\":1}]}";

        assertThat(platform.sends(tip).body()).isEqualTo("{\"keys\":0,\"waiting\":0}");
        assertThat(count("shop_order")).isEqualTo(1);
    }

    @Test
    void aWebhookOfSomebodyElseIsRefused() throws Exception {
        String order = Platform.order(1001, 2);
        String signature = Platform.signature(order);

        List<HttpResponse<String>> answers = List.of(
                platform.sends(order, "not Base64"),
                platform.sends(order, ""),
                platform.sends(order, Platform.signature(order + " ")),
                platform.sends(Platform.order(1001, 3), signature),
                platform.sendsUnsigned(order));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
        assertThatNothingIsWritten();
    }

    @Test
    void anUnreadableOrderIsRefused() throws Exception {
        assertThat(platform.sends("{\"id\":").statusCode()).isEqualTo(422);
        assertThat(platform.sends(Platform.order(1001, 0)).statusCode()).isEqualTo(422);
        assertThatNothingIsWritten();
    }

    @Test
    void theSameWebhookFiveTimesDeliversOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(platform.sends(Platform.order(1001, 2)).body()).isEqualTo("{\"keys\":2,\"waiting\":0}");
        }

        assertThat(given(1001)).containsExactly("SECRET-KEY-1", "SECRET-KEY-2");
        assertThat(count("licence_assignment")).isEqualTo(2);
        assertThat(count("shop_order")).isEqualTo(1);
    }

    @Test
    void anExceptionAfterDeliveryLeavesNothing() throws Exception {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    assertThat(checkout.deliver(paid(1001, 4)).keys()).isEqualTo(4);
                    throw new UnsupportedOperationException("the mailer is on holiday");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThatNothingIsWritten();
        platform.sends(Platform.order(1002, 4));
        assertThat(given(1002)).containsExactly("SECRET-KEY-1", "SECRET-KEY-2", "SECRET-KEY-3", "SECRET-KEY-4");
        assertThat(count("licence_event where kind = 'ThresholdReached'")).isEqualTo(1);
    }

    @Test
    void aTransactionMarkedForRollbackLeavesNothing() {
        transactions.executeWithoutResult(status -> {
            assertThat(checkout.deliver(paid(1001, 4)).keys()).isEqualTo(4);
            status.setRollbackOnly();
        });

        assertThatNothingIsWritten();
    }

    @Test
    void outsideATransactionTheLibraryRefuses() {
        assertThatThrownBy(() -> keys.fulfil(paid(1001, 1).toOrder().orElseThrow()))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("@Transactional");

        assertThatNothingIsWritten();
    }

    @Test
    void ordersOfTwoThreadsShareTheConnection() throws Exception {
        List<String> bodies = together(List.of(
                () -> platform.sends(Platform.order(1001, 2)).body(),
                () -> platform.sends(Platform.order(1002, 2)).body()));

        assertThat(bodies).containsOnly("{\"keys\":2,\"waiting\":0}");
        assertThat(given(1001)).hasSize(2).doesNotContainAnyElementsOf(given(1002));
    }

    @Test
    void theSameWebhookFromFourThreadsDeliversOnce() throws Exception {
        Callable<String> send = () -> platform.sends(Platform.order(1001, 2)).body();

        assertThat(together(List.of(send, send, send, send))).containsOnly("{\"keys\":2,\"waiting\":0}");
        assertThat(count("licence_assignment")).isEqualTo(2);
        assertThat(count("shop_order")).isEqualTo(1);
    }

    private void assertThatNothingIsWritten() {
        assertThat(count("licence_stock")).as("free keys").isEqualTo(STOCK);
        assertThat(List.of(
                        "licence_order_line",
                        "licence_assignment",
                        "licence_event where kind <> 'KeysImported'",
                        "shop_order"))
                .allMatch(table -> count(table) == 0, "is empty");
    }

    private long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    /** The keys that an order has now: what a repeat of it is told. */
    private List<String> given(long order) {
        Fulfilment fulfilment = transactions.execute(
                status -> keys.fulfil(paid(order, 1).toOrder().orElseThrow()));
        return fulfilment.keys().stream().map(key -> key.key().reveal()).toList();
    }

    private static PaidOrder paid(long order, int quantity) {
        return new PaidOrder(
                order, "jon@example.com", List.of(new PaidOrder.Item(466157049, 632910392L, 39072856L, quantity)));
    }

    private static List<String> together(List<Callable<String>> callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : threads.invokeAll(callers)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
