package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Orders that wait for keys. */
final class Waiting {
    static final List<Contract> CONTRACTS = List.of(
            contract("an upload fills the oldest first, before anyone else", Waiting::oldestFirst),
            contract("the oldest come first among more than fit on a page", Waiting::manyLines),
            contract("ALL_OR_NOTHING is passed over while it can't be filled whole", Waiting::wholeOnly),
            contract("who wants more units keeps its place", Waiting::moreUnitsKeepPlace),
            contract("who wants fewer units waits for fewer", Waiting::fewerUnits),
            contract("who has enough after wanting fewer leaves the queue", Waiting::fewerUnitsThanKeys),
            contract("a repeat of a waiting order changes nothing", Waiting::repeatWhileShort),
            contract("a line that overflows is filled from whichever pool gets keys", Waiting::severalPools),
            contract("a line without settings goes on waiting where it is", Waiting::settingsRemoved));

    private Waiting() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("waiting", name, Promise.OLDEST_FIRST, body);
    }

    private static ImportReport upload(TestShop shop, String tag, String... keys) {
        return shop.keys().stock().upload(tag, Stream.of(keys));
    }

    private static void oldestFirst(TestShop shop) {
        shop.sells("p", "a");
        // Ids that sort against the order in which they come.
        shop.order("9", "p", 2);
        shop.order("5", "p", 1);
        shop.order("7", "p", 3);
        shop.order("1", "p", 1);
        ImportReport first = upload(shop, "a", "k1", "k2", "k3", "k4");
        assertThat(first.filled())
                .containsExactly(
                        new FilledLine("9", "1", 2, 0), new FilledLine("5", "1", 1, 0), new FilledLine("7", "1", 1, 2));
        Fulfilment late = shop.order("0", "p", 1);
        assertThat(late.waiting()).as("keys that a later order waits for").isEqualTo(1);
        ImportReport second = upload(shop, "a", "k5", "k6", "k7", "k8", "k9");
        assertThat(second.filled())
                .containsExactly(
                        new FilledLine("7", "1", 2, 0), new FilledLine("1", "1", 1, 0), new FilledLine("0", "1", 1, 0));
        assertThat(values(shop.order("9", "p", 2))).containsExactly("k1", "k2");
        assertThat(values(shop.order("5", "p", 1))).containsExactly("k3");
        assertThat(values(shop.order("7", "p", 3))).containsExactly("k4", "k5", "k6");
        assertThat(values(shop.order("1", "p", 1))).containsExactly("k7");
        assertThat(values(shop.order("0", "p", 1))).containsExactly("k8");
        assertThat(shop.pool("a").available()).as("keys left").isEqualTo(1);
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isZero();
    }

    private static void manyLines(TestShop shop) {
        shop.sells("p", "a");
        List<Order> orders = IntStream.range(0, 230)
                .mapToObj(i -> Order.of("order-" + (100 + i), OrderLine.of("1", "p", 1)))
                .toList();
        shop.keys().fulfilAll(orders);
        ImportReport report =
                shop.keys().stock().upload("a", IntStream.range(0, 220).mapToObj(i -> "k" + i));
        assertThat(report.filled())
                .extracting(FilledLine::orderId)
                .isEqualTo(orders.stream().limit(220).map(Order::id).toList());
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isEqualTo(10);
        assertThat(values(shop.order("order-100", "p", 1))).containsExactly("k0");
        assertThat(values(shop.order("order-319", "p", 1))).containsExactly("k219");
    }

    private static void wholeOnly(TestShop shop) {
        shop.keys().stock().createPool("a");
        AssignmentMethod method = AssignmentMethod.specificTag("a");
        shop.sells("whole", method, ShortagePolicy.ALL_OR_NOTHING);
        shop.sells("part", method, ShortagePolicy.PARTIAL);
        shop.order("1", "whole", 5);
        shop.order("2", "part", 1);
        assertThat(upload(shop, "a", "k1", "k2", "k3").filled()).containsExactly(new FilledLine("2", "1", 1, 0));
        assertThat(shop.available("a"))
                .as("keys left beside the line that waits whole")
                .isEqualTo(2);
        assertThat(values(shop.order("3", "part", 1))).containsExactly("k2");
        assertThat(upload(shop, "a", "k4", "k5", "k6", "k7").filled()).containsExactly(new FilledLine("1", "1", 5, 0));
        assertThat(values(shop.order("1", "whole", 5))).containsExactly("k3", "k4", "k5", "k6", "k7");
    }

    private static void moreUnitsKeepPlace(TestShop shop) {
        shop.sells("p", "a");
        shop.order("1", "p", 1);
        shop.order("2", "p", 1);
        assertThat(shop.order("1", "p", 2).waiting()).isEqualTo(2);
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isEqualTo(2);
        assertThat(upload(shop, "a", "k1", "k2").filled()).containsExactly(new FilledLine("1", "1", 2, 0));
        assertThat(upload(shop, "a", "k3").filled()).containsExactly(new FilledLine("2", "1", 1, 0));
    }

    private static void fewerUnits(TestShop shop) {
        shop.sells("p", "a");
        shop.order("1", "p", 5);
        assertThat(shop.order("1", "p", 2).waiting()).isEqualTo(2);
        assertThat(upload(shop, "a", "k1", "k2", "k3").filled()).containsExactly(new FilledLine("1", "1", 2, 0));
        assertThat(shop.available("a")).as("keys left").isEqualTo(1);
    }

    private static void fewerUnitsThanKeys(TestShop shop) {
        List<String> stock = shop.sells("p", 2);
        assertThat(shop.order("1", "p", 5).waiting()).isEqualTo(3);
        Fulfilment fewer = shop.order("1", "p", 1);
        assertThat(values(fewer)).isEqualTo(stock);
        assertThat(fewer.waiting()).isZero();
        assertThat(fewer.line("1").surplus()).as("surplus").isEqualTo(1);
        assertThat(shop.pool("p").waitingLines()).as("waiting lines").isZero();
        assertThat(upload(shop, "p", "k1").filled()).isEmpty();
        assertThat(shop.available("p")).as("keys left").isEqualTo(1);
    }

    private static void repeatWhileShort(TestShop shop) {
        List<String> stock = shop.sells("p", 1);
        shop.order("1", "p", 3);
        shop.order("2", "p", 1);
        for (int again = 0; again < 2; again++) {
            Fulfilment repeat = shop.order("1", "p", 3);
            assertThat(values(repeat)).isEqualTo(stock);
            assertThat(repeat.waiting()).isEqualTo(2);
        }
        assertThat(shop.pool("p").waitingLines()).as("waiting lines").isEqualTo(2);
        assertThat(upload(shop, "p", "k1", "k2", "k3").filled())
                .containsExactly(new FilledLine("1", "1", 2, 0), new FilledLine("2", "1", 1, 0));
    }

    private static void severalPools(TestShop shop) {
        shop.keys().stock().createPool("a");
        shop.keys().stock().createPool("b");
        shop.keys().products().set("p", AssignmentMethod.specificTag("a").thenTag("b"));
        shop.order("1", "p", 3);
        shop.order("2", "p", 1);
        assertThat(upload(shop, "b", "b1").filled()).containsExactly(new FilledLine("1", "1", 1, 2));
        assertThat(upload(shop, "a", "a1", "a2").filled()).containsExactly(new FilledLine("1", "1", 2, 0));
        assertThat(shop.pool("a").waitingLines()).as("lines that wait for a").isEqualTo(1);
        assertThat(shop.pool("b").waitingLines()).as("lines that wait for b").isEqualTo(1);
        assertThat(upload(shop, "b", "b2", "b3").filled()).containsExactly(new FilledLine("2", "1", 1, 0));
        assertThat(shop.pool("a").waitingLines()).as("lines that wait for a").isZero();
        assertThat(values(shop.order("1", "p", 3))).containsExactly("b1", "a1", "a2");
    }

    private static void settingsRemoved(TestShop shop) {
        shop.sells("p", "a");
        shop.order("1", "p", 1);
        shop.keys().products().remove(ProductRef.of("p"));
        assertThat(upload(shop, "a", "k1").filled()).containsExactly(new FilledLine("1", "1", 1, 0));
        assertThat(values(shop.order("1", "p", 1))).containsExactly("k1");
    }
}
