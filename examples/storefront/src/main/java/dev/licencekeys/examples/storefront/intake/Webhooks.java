package dev.licencekeys.examples.storefront.intake;

import dev.licencekeys.Refund;
import dev.licencekeys.examples.storefront.shop.Receipt;
import dev.licencekeys.examples.storefront.shop.RetryingCheckout;
import dev.licencekeys.examples.storefront.shop.ShopOrder;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Where the platforms report orders. They send each message at least once, and again until it gets a good answer. */
@RestController
class Webhooks {
    private final Signature shopify;
    private final Signature woocommerce;
    private final Platforms.Settings settings;
    private final JsonMapper json;
    private final Articles articles;
    private final RetryingCheckout checkout;

    Webhooks(
            @Qualifier("shopify") Signature shopify,
            @Qualifier("woocommerce") Signature woocommerce,
            Platforms.Settings settings,
            JsonMapper json,
            Articles articles,
            RetryingCheckout checkout) {
        this.shopify = shopify;
        this.woocommerce = woocommerce;
        this.settings = settings;
        this.json = json;
        this.articles = articles;
        this.checkout = checkout;
    }

    @PostMapping("/webhooks/shopify")
    ResponseEntity<Receipt> shopify(
            RawBody body,
            @RequestHeader(name = "X-Shopify-Hmac-Sha256", defaultValue = "") String signed,
            @RequestHeader(name = "X-Shopify-Topic", defaultValue = "orders/paid") String topic) {
        if (!shopify.matches(body.bytes(), signed)) {
            return ResponseEntity.status(401).build();
        }
        if (topic.equals("refunds/create")) {
            return refunded(json.readValue(body.bytes(), ShopifyRefund.class).toRefund(settings.refunds()));
        }
        if (!topic.startsWith("orders/")) {
            return ResponseEntity.noContent().build();
        }
        ShopifyOrder order = json.readValue(body.bytes(), ShopifyOrder.class);
        boolean cancelled = topic.equals("orders/cancelled") || order.isCancelled();
        return answer(order.toOrder(articles), cancelled, order.isPaid());
    }

    @PostMapping("/webhooks/woocommerce")
    ResponseEntity<Receipt> woocommerce(
            RawBody body, @RequestHeader(name = "X-WC-Webhook-Signature", defaultValue = "") String signed) {
        if (!woocommerce.matches(body.bytes(), signed)) {
            return ResponseEntity.status(401).build();
        }
        WooOrder order = json.readValue(body.bytes(), WooOrder.class);
        return answer(order.toOrder(articles), order.isCancelled(), order.isPaid());
    }

    private ResponseEntity<Receipt> answer(ShopOrder order, boolean cancelled, boolean paid) {
        if (cancelled) {
            return refunded(order.toOrder()
                    .map(known -> Refund.ofOrder("cancelled", known).with(settings.refunds())));
        }
        return paid
                ? ResponseEntity.ok(checkout.take(order))
                : ResponseEntity.noContent().build();
    }

    private ResponseEntity<Receipt> refunded(Optional<Refund> refund) {
        refund.ifPresent(checkout::refund);
        return ResponseEntity.noContent().build();
    }
}
