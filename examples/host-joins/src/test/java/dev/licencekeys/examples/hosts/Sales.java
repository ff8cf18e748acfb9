package dev.licencekeys.examples.hosts;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a shop is asked for: more than it has of each of two products. */
final class Sales {
    /** Begins with plenty of keys. */
    static final String SUITE = "photo-suite";

    /** Scarce from the start. */
    static final String EDITOR = TestShop.PRODUCT;

    static final int KEYS_PER_SUITE = 3;
    private static final int MOST_UNITS = 3;
    private static final double MORE_THAN_THERE_IS = 1.1;
    private static final double ROLLED_BACK = 0.25;

    /** Of so many orders one comes again, to other threads at the same time. */
    private static final int ONE_COMES_AGAIN = 4;

    private static final int TIMES = 3;

    private final TestShop shop;
    private final Map<String, Integer> stock;
    private final Random random;
    private final Map<String, Integer> demand = new HashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Sale> calls = new ArrayList<>();

    /**
     * Sales of a shop that has so many keys of each product.
     *
     * @param stock of both products
     */
    Sales(TestShop shop, Map<String, Integer> stock, Random random) {
        this.shop = shop;
        this.stock = stock;
        this.random = random;
        while (!isMoreThanThereIs()) {
            add(order());
        }
    }

    private boolean isMoreThanThereIs() {
        return stock.entrySet().stream()
                .allMatch(entry -> demand.getOrDefault(entry.getKey(), 0) > MORE_THAN_THERE_IS * entry.getValue());
    }

    private Order order() {
        OrderLine suites = OrderLine.of("suites", SUITE, units());
        OrderLine editors = OrderLine.of("editors", EDITOR, units());
        String id = shop.orderId(orders.size());
        return switch (random.nextInt(4)) {
            case 0 -> Order.of(id, suites, editors);
            case 1 -> Order.of(id, editors, suites);
            default -> Order.of(id, suites);
        };
    }

    private int units() {
        return 1 + random.nextInt(MOST_UNITS);
    }

    private void add(Order order) {
        int times = orders.size() % ONE_COMES_AGAIN == 0 ? TIMES : 1;
        for (int time = 0; time < times; time++) {
            calls.add(new Sale(calls.size(), order, random.nextBoolean(), random.nextDouble() < ROLLED_BACK));
        }
        orders.add(order);
        order.lines().forEach(line -> demand.merge(line.product().product(), keys(line), Integer::sum));
    }

    /** Keys that a line asks for. */
    static int keys(OrderLine line) {
        return line.quantity() * (line.product().product().equals(SUITE) ? KEYS_PER_SUITE : 1);
    }

    /** Every order, once. */
    List<Order> orders() {
        return orders;
    }

    /** In the order in which they come. */
    List<Sale> calls() {
        return calls;
    }
}
