package dev.licencekeys.examples.storefront.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.licencekeys.examples.storefront.shop.ShopOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An order, as Shopify writes it. Whatever is not said here it may lack. */
record ShopifyOrder(
        Long id,
        String name,
        String email,
        @JsonProperty("customer_locale") String locale,
        Boolean test,
        @JsonProperty("financial_status") String financialStatus,
        @JsonProperty("cancelled_at") String cancelledAt,
        @JsonProperty("line_items") List<Item> items) {
    static final String PREFIX = "shopify-";

    /** What was bought. */
    record Item(
            Long id,
            String sku,
            @JsonProperty("product_id") Long product,
            @JsonProperty("variant_id") Long variant,
            String title,
            Integer quantity)
            implements Articles.Item {}

    boolean isCancelled() {
        return cancelledAt != null || "voided".equals(financialStatus);
    }

    /** Orders come when they are placed, too, and change afterwards. */
    boolean isPaid() {
        return financialStatus == null
                || List.of("paid", "partially_refunded", "refunded").contains(financialStatus);
    }

    ShopOrder toOrder(Articles articles) {
        String order = PREFIX + Fields.require("id", id);
        return new ShopOrder(
                order,
                Fields.text("name", Fields.filled(name).orElse("#" + id), 100),
                Fields.filled(email),
                Optional.ofNullable(locale).map(Locale::forLanguageTag).orElse(Locale.ENGLISH),
                Boolean.TRUE.equals(test),
                articles.lines("line_items", items, "title"));
    }
}
