package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a shop tells of its orders comes more than once, and in no order. */
final class WebhookStorm {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "webhooks",
            "messages that come several times, in no order, on two nodes, come to the same as once and in order",
            Promise.SAFE_TO_REPEAT,
            shop -> run(shop, 60)));

    private static final int CALLERS = 4;
    private static final int MOST_REPEATS = 5;

    private WebhookStorm() {}

    /** A message, as a node takes it. */
    private interface Message extends Consumer<LicenceKeys> {}

    /**
     * What a shop tells of an order.
     *
     * @param state the state of the order as it was last; an older one may come after it, so that a shop which tells states
     *     tells the last one last
     * @param refunded units of each line that were refunded or cancelled in the end
     * @param messages all messages, in order
     */
    private record Story(Order state, Map<String, Integer> refunded, List<Message> messages) {
        /** How its lines have to stand in the end. */
        Map<String, String> lines() {
            return state.lines().stream().collect(Collectors.toMap(line -> state.id() + "/" + line.id(), line -> {
                int units = Math.max(0, line.quantity() - refunded.getOrDefault(line.id(), 0));
                int keys = units * keysPerUnit(line);
                return standing(keys, keys, 0, 0);
            }));
        }
    }

    /** Tells the stories of so many orders as they come to one shop, and in order to another. */
    static void run(TestShop shop, int orders) throws InterruptedException {
        List<Story> stories = new ArrayList<>();
        for (int i = 1; i <= orders; i++) {
            stories.add(story("order-" + i, shop.random()));
        }
        TestShop orderly = shop.neighbour();
        for (TestShop either : List.of(shop, orderly)) {
            open(either, keysOf(stories));
        }
        stories.forEach(story -> story.messages().forEach(message -> message.accept(orderly.keys())));
        Map<String, String> told = new TreeMap<>();
        stories.forEach(story -> told.putAll(story.lines()));
        assertThat(lines(orderly)).as("the lines as they were told in order").isEqualTo(told);
        storm(shop, stories);
        assertThat(lines(shop)).as("the lines after the storm").isEqualTo(lines(orderly));
        assertThat(available(shop)).as("the keys left after the storm").isEqualTo(available(orderly));
    }

    private static void open(TestShop shop, int keys) {
        shop.upload("a", keys);
        shop.keys().products().set("one", AssignmentMethod.specificTag("a"));
        shop.keys()
                .products()
                .set(
                        ProductRef.of("two"),
                        ProductSettings.of(AssignmentMethod.specificTag("a")).withKeysPerUnit(2));
    }

    /** Keys for all units that were ever ordered, so that who is told something in order never waits. */
    private static int keysOf(List<Story> stories) {
        return stories.stream()
                .flatMap(story -> story.state().lines().stream())
                .mapToInt(line -> line.quantity() * keysPerUnit(line))
                .sum();
    }

    private static int keysPerUnit(OrderLine line) {
        return line.product().product().equals("two") ? 2 : 1;
    }

    private static Story story(String id, Random random) {
        List<OrderLine> paid = List.of(
                OrderLine.of("1", "one", 2 + random.nextInt(4)), OrderLine.of("2", "two", 1 + random.nextInt(2)));
        Order order = Order.of(id, paid);
        List<Message> messages = new ArrayList<>();
        messages.add(keys -> keys.fulfil(order));
        Map<String, Integer> refunded = new HashMap<>();
        Order last = order;
        if (random.nextInt(3) == 0) {
            Order raised =
                    Order.of(id, OrderLine.of("1", "one", paid.get(0).quantity() + 1 + random.nextInt(2)), paid.get(1));
            messages.add(keys -> keys.fulfil(raised));
            last = raised;
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String line = random.nextInt(3) > 0 ? "1" : "2";
            int units = 1 + random.nextInt(2);
            Refund refund = Refund.of("refund-" + i, id, line, units).with(RefundPolicy.RETURN_UNREVEALED);
            refunded.merge(line, units, Integer::sum);
            messages.add(keys -> keys.refund(refund));
        }
        if (random.nextInt(6) == 0) {
            Refund cancellation = Refund.ofOrder("cancellation", order).with(RefundPolicy.RETURN_UNREVEALED);
            messages.add(keys -> keys.refund(cancellation));
            paid.forEach(line -> refunded.put(line.id(), Refund.ALL_UNITS));
        }
        return new Story(last, refunded, messages);
    }

    private static void storm(TestShop shop, List<Story> stories) throws InterruptedException {
        List<Message> all = new ArrayList<>();
        for (Story story : stories) {
            for (Message message : story.messages()) {
                all.addAll(Collections.nCopies(1 + shop.random().nextInt(MOST_REPEATS), message));
            }
        }
        Collections.shuffle(all, shop.random());
        List<LicenceKeys> nodes = List.of(shop.onAnotherNode(), shop.onAnotherNode());
        Race<Integer> race = new Race<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            LicenceKeys node = nodes.get(caller % nodes.size());
            race.with(() -> {
                for (int i = first; i < all.size(); i += CALLERS) {
                    all.get(i).accept(node);
                }
                return first;
            });
        }
        race.run();
        stories.forEach(story -> shop.keys().fulfil(story.state()));
    }

    /** By order and line, how it stands. */
    private static Map<String, String> lines(TestShop shop) {
        List<LineRecord> lines = new ArrayList<>();
        Optional<LineCursor> next = Optional.of(LineCursor.LATEST);
        while (next.isPresent()) {
            var page = shop.keys().orders().latest(next.get(), 1_000);
            lines.addAll(page.lines());
            next = page.next();
        }
        return lines.stream()
                .collect(Collectors.toMap(
                        line -> line.orderId() + "/" + line.lineId(),
                        line -> standing(
                                (line.quantity() - line.refunded()) * line.keysPerUnit(),
                                line.keys().size(),
                                line.waiting(),
                                line.surplus()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static String standing(int owed, int keys, int waiting, int surplus) {
        return "owed " + owed + ", keys " + keys + ", waiting " + waiting + ", surplus " + surplus;
    }

    private static List<String> available(TestShop shop) {
        Function<PoolStock, String> figures = pool ->
                pool.pool() + ": " + pool.available() + " of " + pool.total() + ", waiting " + pool.waitingLines();
        return shop.keys().stock().pools().stream().map(figures).toList();
    }
}
