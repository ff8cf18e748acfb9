package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.testkit.arbitrary.OrderStory;
import dev.licencekeys.testkit.arbitrary.Samples;
import dev.licencekeys.testkit.arbitrary.ShopMessage;
import dev.licencekeys.testkit.arbitrary.ShopProduct;
import dev.licencekeys.testkit.arbitrary.Webhooks;
import dev.licencekeys.testkit.history.WholeLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What a shop tells of its orders comes more than once, and in no order. */
final class WebhookStorm {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "webhooks",
            "messages that come several times, in no order, on two nodes, come to the same as once and in order",
            Promise.SAFE_TO_REPEAT,
            shop -> run(shop, 60)));

    private static final int CALLERS = 4;

    private WebhookStorm() {}

    private static final List<ShopProduct> PRODUCTS = List.of(product("one", 1), product("two", 2));

    private static ShopProduct product(String id, int keysPerUnit) {
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag("a"));
        return new ShopProduct(ProductRef.of(id), settings.withKeysPerUnit(keysPerUnit));
    }

    /** Tells the stories of so many orders as they come to one shop, and in order to another. */
    static void run(TestShop shop, int orders) throws InterruptedException {
        Arbitrary<ProductRef> products =
                Arbitraries.of(PRODUCTS.stream().map(ShopProduct::ref).toList());
        List<OrderStory> stories = new ArrayList<>();
        for (int i = 1; i <= orders; i++) {
            stories.add(
                    Samples.one(Webhooks.story("order-" + i, products, RefundPolicy.RETURN_UNREVEALED), shop.random()));
        }
        TestShop orderly = shop.neighbour();
        for (TestShop either : List.of(shop, orderly)) {
            either.upload("a", keysOf(stories));
            PRODUCTS.forEach(product -> product.sellIn(either.keys()));
        }
        stories.forEach(story -> story.messages().forEach(message -> message.tell(orderly.keys())));
        Map<String, String> told = new TreeMap<>();
        stories.forEach(story -> told.putAll(lines(story)));
        assertThat(lines(orderly)).as("the lines as they were told in order").isEqualTo(told);
        storm(shop, stories);
        assertThat(lines(shop)).as("the lines after the storm").isEqualTo(lines(orderly));
        assertThat(available(shop)).as("the keys left after the storm").isEqualTo(available(orderly));
    }

    /** How the lines of an order have to stand in the end. */
    private static Map<String, String> lines(OrderStory story) {
        return story.state().lines().stream()
                .collect(Collectors.toMap(line -> story.state().id() + "/" + line.id(), line -> {
                    int keys = (line.quantity() - story.refunded(line.id())) * keysPerUnit(line);
                    return standing(keys, keys, 0, 0);
                }));
    }

    /** Keys for all units that were ever ordered, so that who is told something in order never waits. */
    private static int keysOf(List<OrderStory> stories) {
        return stories.stream()
                .flatMap(story -> story.state().lines().stream())
                .mapToInt(line -> line.quantity() * keysPerUnit(line))
                .sum();
    }

    private static int keysPerUnit(OrderLine line) {
        return line.product().product().equals("two") ? 2 : 1;
    }

    private static void storm(TestShop shop, List<OrderStory> stories) throws InterruptedException {
        List<ShopMessage> all =
                Samples.one(Webhooks.deliveries(stories), shop.random()).messages();
        List<LicenceKeys> nodes = List.of(shop.onAnotherNode(), shop.onAnotherNode());
        Race<Integer> race = new Race<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            LicenceKeys node = nodes.get(caller % nodes.size());
            race.with(() -> {
                for (int i = first; i < all.size(); i += CALLERS) {
                    all.get(i).tell(node);
                }
                return first;
            });
        }
        race.run();
        stories.forEach(story -> shop.keys().fulfil(story.state()));
    }

    /** By order and line, how it stands. */
    private static Map<String, String> lines(TestShop shop) {
        return WholeLists.lines(shop.keys()).stream()
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
