package dev.licencekeys.examples.storefront.demo;

import dev.licencekeys.examples.storefront.intake.Signature;
import dev.licencekeys.examples.storefront.shop.ShopAddress;
import dev.licencekeys.examples.storefront.shop.ShopOrders;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Does what a shop platform does after its checkout: reports the paid order, signed, through the front door. */
@Component
@Profile("demo")
class DemoPlatform {
    static final String CUSTOMER = "you@example.com";

    private static final int FIRST_ORDER = 1001;
    private static final long LARGEST_ID = 1L << 53;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final SecureRandom ids = new SecureRandom();
    private final Signature signature;
    private final ShopAddress address;
    private final ShopOrders orders;
    private final JsonMapper json;

    DemoPlatform(@Qualifier("shopify") Signature signature, ShopAddress address, ShopOrders orders, JsonMapper json) {
        this.signature = signature;
        this.address = address;
        this.orders = orders;
        this.json = json;
    }

    /** Whether the shop took the order. */
    boolean sell(String sku, int quantity, Locale language) throws IOException, InterruptedException {
        Map<String, Object> line =
                Map.of("id", ids.nextLong(1, LARGEST_ID), "sku", sku, "title", sku, "quantity", quantity);
        byte[] body = json.writeValueAsBytes(Map.of(
                "id",
                ids.nextLong(1, LARGEST_ID),
                "name",
                "#" + (FIRST_ORDER + orders.count()),
                "email",
                CUSTOMER,
                "customer_locale",
                language.toLanguageTag(),
                "financial_status",
                "paid",
                "line_items",
                List.of(line)));
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(address.locally("/webhooks/shopify"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("X-Shopify-Topic", "orders/paid")
                        .header("X-Shopify-Hmac-Sha256", signature.of(body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.discarding());
        return answer.statusCode() == 200;
    }
}
