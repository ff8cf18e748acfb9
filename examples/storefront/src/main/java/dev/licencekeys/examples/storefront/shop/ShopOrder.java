package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.product.ProductRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A paid order, as the shop keeps it.
 *
 * @param id unique among all platforms
 * @param name as customers know it, such as {@code #1001}
 * @param email of the customer, if there is one
 * @param language of the customer
 * @param test whether the platform was only being tried
 * @param lines what was bought, without what is no product, such as a tip
 */
public record ShopOrder(
        String id, String name, Optional<String> email, Locale language, boolean test, List<Line> lines) {
    /**
     * A line of an order.
     *
     * @param id unique within the order
     * @param product what was bought
     * @param title what it was called when it was bought
     * @param quantity how many
     */
    public record Line(String id, ProductRef product, String title, int quantity) {}

    public ShopOrder {
        lines = List.copyOf(lines);
    }

    public Optional<Line> line(String lineId) {
        return lines.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    /** What the library has to know of it; empty if no product was bought. */
    public Optional<Order> toOrder() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Order order = Order.of(
                id,
                lines.stream()
                        .map(line -> new OrderLine(line.id(), line.product(), line.quantity()))
                        .toList());
        return Optional.of(test ? order.asTest() : order);
    }
}
