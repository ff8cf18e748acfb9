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
     * @param messages all messages, in order
     */
    private record Story(Order state, List<Message> messages) {}

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
                .mapToInt(line -> line.quantity() * (line.product().product().equals("two") ? 2 : 1))
                .sum();
    }

    private static Story story(String id, Random random) {
        List<OrderLine> paid = List.of(
                OrderLine.of("1", "one", 1 + random.nextInt(4)), OrderLine.of("2", "two", 1 + random.nextInt(2)));
        Order order = Order.of(id, paid);
        List<Message> messages = new ArrayList<>();
        messages.add(keys -> keys.fulfil(order));
        Order last = order;
        if (random.nextInt(3) == 0) {
            Order raised =
                    Order.of(id, OrderLine.of("1", "one", paid.get(0).quantity() + 1 + random.nextInt(2)), paid.get(1));
            messages.add(keys -> keys.fulfil(raised));
            last = raised;
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            String line = random.nextBoolean() ? "1" : "2";
            Refund refund =
                    Refund.of("refund-" + i, id, line, 1 + random.nextInt(2)).with(RefundPolicy.RETURN_UNREVEALED);
            messages.add(keys -> keys.refund(refund));
        }
        if (random.nextInt(6) == 0) {
            Refund cancellation = Refund.ofOrder("cancellation", order).with(RefundPolicy.RETURN_UNREVEALED);
            messages.add(keys -> keys.refund(cancellation));
        }
        return new Story(last, messages);
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
                        line -> "owed " + (line.quantity() - line.refunded()) * line.keysPerUnit() + ", keys "
                                + line.keys().size() + ", waiting " + line.waiting() + ", surplus " + line.surplus()
                                + ", withdrawn " + line.withdrawn() + ", revoked "
                                + line.revoked().size(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static List<String> available(TestShop shop) {
        Function<PoolStock, String> figures = pool ->
                pool.pool() + ": " + pool.available() + " of " + pool.total() + ", waiting " + pool.waitingLines();
        return shop.keys().stock().pools().stream().map(figures).toList();
    }
}
