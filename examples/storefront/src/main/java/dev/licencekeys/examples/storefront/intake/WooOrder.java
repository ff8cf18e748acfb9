package dev.licencekeys.examples.storefront.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.licencekeys.examples.storefront.shop.ShopOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An order, as WooCommerce writes it. Its state says what happened: there is no message of its own for a refund. */
record WooOrder(
        Long id,
        String number,
        String status,
        Billing billing,
        @JsonProperty("line_items") List<Item> items) {
    private static final String PREFIX = "woo-";

    /** Whose order it is. */
    record Billing(String email) {}

    /** What was bought; a variation of 0 is none. */
    record Item(
            Long id,
            String sku,
            @JsonProperty("product_id") Long product,
            @JsonProperty("variation_id") Long variant,
            @JsonProperty("name") String title,
            Integer quantity)
            implements Articles.Item {}

    boolean isCancelled() {
        return List.of("cancelled", "refunded").contains(Fields.require("status", status));
    }

    boolean isPaid() {
        return List.of("processing", "completed").contains(Fields.require("status", status));
    }

    ShopOrder toOrder(Articles articles) {
        String order = PREFIX + Fields.require("id", id);
        return new ShopOrder(
                order,
                Fields.text("number", "#" + Fields.filled(number).orElse(Long.toString(id)), 100),
                Optional.ofNullable(billing).map(Billing::email).flatMap(Fields::filled),
                Locale.ENGLISH,
                false,
                articles.lines("line_items", items, "name"));
    }
}
