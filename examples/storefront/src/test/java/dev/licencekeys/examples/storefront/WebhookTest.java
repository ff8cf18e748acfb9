package dev.licencekeys.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The shop as the platforms see it. */
@StorefrontTest
class WebhookTest {
    @Autowired
    private TestShop shop;

    @Test
    void theSameWebhookFiveTimesGivesTheSameKeysAndOneMail() {
        long id = shop.newId() * 10;
        Map<String, Object> order = shop.order(id, shop.newProduct("FIVE-1", "FIVE-2", "FIVE-3"), "Five", 2);
        for (int i = 0; i < 5; i++) {
            assertThat(shop.shopify("orders/paid", order).body()).isEqualTo("{\"keys\":2,\"waiting\":0}");
        }

        assertThat(keysOf("shopify-" + id, id + 1)).containsExactly("FIVE-1", "FIVE-2");
        assertThat(shop.mailsTo(TestShop.customer(id))).hasSize(1);
    }

    @Test
    void theSameWebhookFromFourThreadsGivesTheSameKeysAndOneMail() throws Exception {
        long id = shop.newId() * 10;
        Map<String, Object> order = shop.order(id, shop.newProduct("FOUR-1", "FOUR-2", "FOUR-3"), "Four", 2);
        Callable<String> send = () -> shop.shopify("orders/paid", order).body();

        assertThat(together(List.of(send, send, send, send))).containsOnly("{\"keys\":2,\"waiting\":0}");
        assertThat(shop.mailsTo(TestShop.customer(id))).hasSize(1);
    }

    @Test
    void noMailHasAKeyInIt() {
        long id = shop.newId() * 10;
        shop.shopify("orders/paid", shop.order(id, shop.newProduct("NEVER-IN-A-MAIL"), "Secret", 1));

        assertThat(shop.mailsTo(TestShop.customer(id)))
                .singleElement()
                .asString()
                .doesNotContain("NEVER-IN-A-MAIL");
    }

    @Test
    void aWebhookOfSomebodyElseIsRefusedAndToldNothing() {
        String order = "{\"id\": 1, \"line_items\": []}";
        String other = TestShop.signature("another secret", order);
        for (String path : List.of("/webhooks/shopify", "/webhooks/woocommerce")) {
            String header = path.endsWith("shopify") ? "X-Shopify-Hmac-Sha256" : "X-WC-Webhook-Signature";
            for (HttpResponse<String> answer : List.of(
                    shop.post(path, order),
                    shop.post(path, order, header, ""),
                    shop.post(path, order, header, "not Base64"),
                    shop.post(path, order, header, other),
                    shop.post(path, "{", header, other))) {
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":                                                            | the body can't be read
            []                                                                | the body can't be read
            {"id": "x", "line_items": []}                                     | id can't be read
            {"line_items": []}                                                | id is missing
            {"id": 1}                                                         | line_items is missing
            {"id": 1, "line_items": [null]}                                   | line_items has an entry that is null
            {"id": 1, "line_items": [{"quantity": 1}]}                        | line_items[0].id is missing
            {"id": 1, "line_items": [{"id": 2, "product_id": 3}]}             | line_items[0].quantity is missing
            {"id": 1, "line_items": [{"id": 2, "quantity": 0}]}               | line_items[0].quantity is 0
            {"id": 1, "line_items": [{"id": 2, "quantity": 2000000}]}         | line_items[0].quantity is 2000000
            {"id": 1, "line_items": [{"id": 2, "quantity": "many"}]}          | line_items[0].quantity can't be read
            """)
    void whatCannotBeReadIsToldWhere(String body, String problem) {
        HttpResponse<String> answer = shop.post(
                "/webhooks/shopify",
                body,
                "X-Shopify-Hmac-Sha256",
                TestShop.signature(StorefrontTest.SHOPIFY_SECRET, body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(problem);
    }

    @Test
    void moreThanAMegabyteIsRefused() {
        String body = " ".repeat((1 << 20) + 1);

        assertThat(shop.post("/webhooks/shopify", body).statusCode()).isEqualTo(413);
    }

    @Test
    void whatIsNoProductIsLeftOut() {
        long id = shop.newId();
        Map<String, Object> tip = Map.of("id", 1, "title", "Tip", "quantity", 1);

        assertThat(shop.shopify("orders/paid", Map.of("id", id, "email", "tip@example.com", "line_items", List.of(tip)))
                        .body())
                .isEqualTo("{\"keys\":0,\"waiting\":0}");
        assertThat(shop.mailsTo("tip@example.com")).isEmpty();
    }

    @Test
    void anOrderThatIsNotPaidGetsNothingYet() {
        long id = shop.newId() * 10;
        Map<String, Object> order = new HashMap<>(shop.order(id, shop.newProduct("PENDING"), "Later", 1));
        order.put("financial_status", "pending");

        assertThat(shop.shopify("orders/create", order).statusCode()).isEqualTo(204);
        assertThat(keysOf("shopify-" + id, id + 1)).isEmpty();
    }

    @Test
    void aRefundTakesUnitsBackAlsoBeforeItsOrder() {
        long id = shop.newId() * 10;
        long product = shop.newProduct("BACK-1", "BACK-2", "BACK-3");
        Map<String, Object> refund = Map.of(
                "id", id, "order_id", id, "refund_line_items", List.of(Map.of("line_item_id", id + 1, "quantity", 1)));

        assertThat(shop.shopify("refunds/create", refund).statusCode()).isEqualTo(204);
        assertThat(shop.shopify("orders/paid", shop.order(id, product, "Back", 3))
                        .body())
                .isEqualTo("{\"keys\":2,\"waiting\":0}");
        assertThat(shop.shopify("refunds/create", refund).statusCode()).isEqualTo(204);
        assertThat(keysOf("shopify-" + id, id + 1)).hasSize(2);
    }

    @Test
    void aCancelledOrderLosesWhatNobodyHasSeen() {
        long id = shop.newId() * 10;
        Map<String, Object> order = shop.order(id, shop.newProduct("CANCEL-1"), "Cancelled", 1);
        shop.shopify("orders/paid", order);

        assertThat(shop.shopify("orders/cancelled", order).statusCode()).isEqualTo(204);
        assertThat(keysOf("shopify-" + id, id + 1)).isEmpty();
        assertThat(shop.shopify("orders/paid", order).body()).isEqualTo("{\"keys\":0,\"waiting\":0}");
    }

    @Test
    void wooCommerceSellsAndRefunds() {
        long id = shop.newId() * 10;
        long product = shop.newProduct("WOO-1", "WOO-2");
        Map<String, Object> order = new HashMap<>(Map.of(
                "id", id,
                "number", Long.toString(id),
                "status", "pending",
                "billing", Map.of("email", TestShop.customer(id)),
                "line_items",
                        List.of(Map.of(
                                "id",
                                id + 1,
                                "product_id",
                                product,
                                "variation_id",
                                0,
                                "name",
                                "Woo",
                                "quantity",
                                2))));

        assertThat(shop.woocommerce(order).statusCode()).isEqualTo(204);
        order.put("status", "processing");
        assertThat(shop.woocommerce(order).body()).isEqualTo("{\"keys\":2,\"waiting\":0}");
        order.put("status", "completed");
        assertThat(shop.woocommerce(order).body()).isEqualTo("{\"keys\":2,\"waiting\":0}");
        assertThat(shop.mailsTo(TestShop.customer(id))).hasSize(1);
        order.put("status", "refunded");
        assertThat(shop.woocommerce(order).statusCode()).isEqualTo(204);
        assertThat(keysOf("woo-" + id, id + 1)).isEmpty();
    }

    @Test
    void aTestOrderTakesNothingFromStock() {
        long id = shop.newId() * 10;
        Map<String, Object> order = new HashMap<>(shop.order(id, shop.newProduct("REAL"), "Test", 1));
        order.put("test", true);
        shop.shopify("orders/paid", order);

        assertThat(keysOf("shopify-" + id, id + 1)).singleElement().asString().startsWith("TEST-");
    }

    private List<String> keysOf(String order, long line) {
        return shop.keys().reveal(order, Long.toString(line)).stream()
                .map(key -> key.key().reveal())
                .toList();
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
