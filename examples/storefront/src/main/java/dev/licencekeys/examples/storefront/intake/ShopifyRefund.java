package dev.licencekeys.examples.storefront.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.licencekeys.Refund;
import dev.licencekeys.key.RefundPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A refund, as Shopify writes it. */
record ShopifyRefund(
        Long id,
        @JsonProperty("order_id") Long order,
        @JsonProperty("refund_line_items") List<Item> items) {
    /** Units of a line; a line may come more than once. */
    record Item(@JsonProperty("line_item_id") Long line, Integer quantity) {}

    /** Empty if only money was given back. */
    Optional<Refund> toRefund(RefundPolicy policy) {
        Map<String, Integer> units = new TreeMap<>();
        List<Item> all = Fields.list("refund_line_items", items);
        for (int i = 0; i < all.size(); i++) {
            String at = "refund_line_items[" + i + "].";
            units.merge(
                    Long.toString(Fields.require(at + "line_item_id", all.get(i).line())),
                    Fields.quantity(at + "quantity", all.get(i).quantity()),
                    Integer::sum);
        }
        String refund = "refund-" + Fields.require("id", id);
        String of = ShopifyOrder.PREFIX + Fields.require("order_id", order);
        List<Refund.Part> parts = units.entrySet().stream()
                .map(line -> new Refund.Part(line.getKey(), line.getValue()))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refund(refund, of, parts, policy, Optional.empty()));
    }
}
