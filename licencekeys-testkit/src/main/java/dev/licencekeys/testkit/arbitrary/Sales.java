package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.product.ProductRef;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Orders and their lines. */
public final class Sales {
    private static final int MOST_LINES = 3;
    private static final int MOST_UNITS = 5;

    private Sales() {}

    /** Orders for products with any id, of which a shop that sells none of them says that they carry no keys. */
    public static Arbitrary<Order> any() {
        return orders(Products.refs());
    }

    /** Orders for products of a catalogue, and now and then for one that carries no keys. */
    public static Arbitrary<Order> of(List<ShopProduct> catalogue) {
        List<ProductRef> sold = catalogue.stream().map(ShopProduct::ref).toList();
        return orders(Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(sold)), Tuple.of(1, Products.refs())));
    }

    /**
     * Orders of one to three lines, some with a customer, of some of which units are refunded. Ids come again by chance only;
     * {@link Webhooks} tells the same order again.
     */
    public static Arbitrary<Order> orders(Arbitrary<ProductRef> products) {
        Arbitrary<Optional<String>> customer = Ids.any().optional(0.3);
        return Combinators.combine(Ids.any(), customer, lists(products)).as((id, whose, lines) -> {
            Order order = Order.of(id, lines);
            return whose.map(order::forCustomer).orElse(order);
        });
    }

    /** The lines of one order: one to three, with different ids. */
    public static Arbitrary<List<OrderLine>> lists(Arbitrary<ProductRef> products) {
        return lines(products).list().uniqueElements(OrderLine::id).ofMinSize(1).ofMaxSize(MOST_LINES);
    }

    /** Lines of one to five units, of which seldom some are refunded. */
    public static Arbitrary<OrderLine> lines(Arbitrary<ProductRef> products) {
        Arbitrary<Integer> refunded = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, MOST_UNITS)));
        return Combinators.combine(Ids.any(), products, Arbitraries.integers().between(1, MOST_UNITS), refunded)
                .as((id, product, quantity, units) -> new OrderLine(id, product, quantity, Math.min(quantity, units)));
    }
}
