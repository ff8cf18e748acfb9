package dev.licencekeys.examples.springshop;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import java.util.List;
import java.util.Optional;

/** A paid order, as the shop platform writes it. */
record PaidOrder(
        long id, String email, @JsonProperty("line_items") List<Item> items) {
    PaidOrder {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** What was bought. A tip or a shipping fee has no product, a product without variants may have no variant. */
    record Item(
            long id,
            @JsonProperty("product_id") Long product,
            @JsonProperty("variant_id") Long variant,
            int quantity) {
        OrderLine toLine() {
            String line = Long.toString(id);
            String of = Long.toString(product);
            return variant == null
                    ? OrderLine.of(line, of, quantity)
                    : OrderLine.of(line, of, Long.toString(variant), quantity);
        }
    }

    /** What the library has to know of it; empty if no product was bought. */
    Optional<Order> toOrder() {
        List<OrderLine> lines = items.stream()
                .filter(item -> item.product() != null)
                .map(Item::toLine)
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(Order.of(Long.toString(id), lines));
    }
}
