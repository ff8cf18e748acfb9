package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which keys an order gets. */
final class Claiming {
    static final List<Contract> CONTRACTS = List.of(
            contract("the lowest position goes first", Promise.OLDEST_FIRST, Claiming::lowestFirst),
            contract("no key goes to two lines", Promise.ONE_KEY_ONE_LINE, Claiming::noKeyTwice),
            contract("the lines of an order are served in their order", Promise.OLDEST_FIRST, Claiming::linesInOrder),
            contract(
                    "orders of one call are served in their order, each with its own keys",
                    Promise.OLDEST_FIRST,
                    Claiming::batchInOrder),
            contract(
                    "a short pool overflows: tag, tag, untagged, generated",
                    Promise.EVERY_UNIT_ANSWERED,
                    Claiming::overflow),
            contract("exactly the wanted number is given", Promise.EVERY_UNIT_ANSWERED, Claiming::exactNumber),
            contract("a large quantity is given in full", Promise.EVERY_UNIT_ANSWERED, Claiming::largeQuantity),
            contract("what a pool lacks waits", Promise.HONEST_STOCK, Claiming::exhaustionWaits),
            contract("generated keys all differ", Promise.ONE_KEY_ONE_LINE, Claiming::generatedKeysDiffer));

    private Claiming() {}

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("claiming", name, promise, body);
    }

    private static void lowestFirst(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        assertThat(values(shop.order("1", "p", 1))).isEqualTo(stock.subList(0, 1));
        assertThat(values(shop.order("2", "p", 3))).isEqualTo(stock.subList(1, 4));
        List<String> later = shop.upload("p", 2);
        assertThat(values(shop.order("3", "p", 6))).isEqualTo(stock.subList(4, 10));
        assertThat(values(shop.order("4", "p", 2))).isEqualTo(later);
    }

    private static void noKeyTwice(TestShop shop) {
        List<String> stock = shop.sells("p", 60);
        List<String> given = new ArrayList<>();
        for (int order = 1; order <= 30; order++) {
            given.addAll(
                    values(shop.order("order-" + order, "p", 1 + shop.random().nextInt(3))));
        }
        assertThat(given).doesNotHaveDuplicates().isSubsetOf(stock);
        assertThat(shop.available("p")).as("keys left").isEqualTo(stock.size() - given.size());
    }

    private static void linesInOrder(TestShop shop) {
        List<String> stock = shop.sells("p", 6);
        Fulfilment answer = shop.orderOnRecord(
                Order.of("1", OrderLine.of("z", "p", 1), OrderLine.of("a", "p", 2), OrderLine.of("m", "p", 3)));
        assertThat(values(answer.line("z"))).isEqualTo(stock.subList(0, 1));
        assertThat(values(answer.line("a"))).isEqualTo(stock.subList(1, 3));
        assertThat(values(answer.line("m"))).isEqualTo(stock.subList(3, 6));
        assertThat(answer.lines()).extracting(line -> line.lineId()).containsExactly("z", "a", "m");
    }

    private static void batchInOrder(TestShop shop) {
        List<String> stock = shop.sells("p", 7);
        List<Outcome> answers = shop.keys()
                .fulfilAll(List.of(
                        Order.of("z", OrderLine.of("1", "p", 2)),
                        Order.of("a", OrderLine.of("1", "p", 1), OrderLine.of("2", "p", 3)),
                        Order.of("m", OrderLine.of("1", "p", 4))));
        assertThat(answers).extracting(Outcome::orderId).containsExactly("z", "a", "m");
        assertThat(values(answers.get(0).orElseThrow())).isEqualTo(stock.subList(0, 2));
        assertThat(values(answers.get(1).orElseThrow())).isEqualTo(stock.subList(2, 6));
        assertThat(values(answers.get(2).orElseThrow())).isEqualTo(stock.subList(6, 7));
        assertThat(answers.get(2).orElseThrow().waiting())
                .as("keys that the last order waits for")
                .isEqualTo(3);
    }

    private static void overflow(TestShop shop) {
        List<String> expected = Stream.of(
                        shop.upload("first", 2), shop.upload("second", 1), shop.upload(Pool.untagged(), 2))
                .flatMap(List::stream)
                .toList();
        shop.keys()
                .products()
                .set(
                        "p",
                        AssignmentMethod.specificTag("first")
                                .thenTag("second")
                                .thenUntagged()
                                .thenGenerated());
        Fulfilment answer = shop.orderOnRecord(Order.of("1", OrderLine.of("1", "p", 7)));
        assertThat(values(answer))
                .hasSize(7)
                .startsWith(expected.toArray(String[]::new))
                .doesNotHaveDuplicates();
        assertThat(answer.isComplete()).as("complete").isTrue();
        assertThat(shop.keys().stock().pools())
                .allSatisfy(pool -> assertThat(pool.available()).isZero());
        List<String> replenished = shop.upload("second", 1);
        assertThat(values(shop.order("2", "p", 1))).isEqualTo(replenished);
    }

    private static void exactNumber(TestShop shop) {
        shop.sells("p", 100);
        long left = 100;
        for (int quantity : new int[] {1, 2, 7, 31}) {
            Fulfilment answer = shop.order("of-" + quantity, "p", quantity);
            left -= quantity;
            assertThat(answer.keys()).hasSize(quantity);
            assertThat(answer.keys())
                    .extracting(key -> key.number())
                    .isEqualTo(IntStream.rangeClosed(1, quantity).boxed().toList());
            assertThat(answer.line("1").status()).isEqualTo(Status.FULFILLED);
            assertThat(answer.waiting()).isZero();
            assertThat(shop.available("p")).as("keys left after %d", quantity).isEqualTo(left);
        }
    }

    private static void largeQuantity(TestShop shop) {
        List<String> stock = shop.sells("p", 1_000);
        Fulfilment answer = shop.order("1", "p", 1_000);
        assertThat(values(answer)).isEqualTo(stock);
        assertThat(answer.isComplete()).as("complete").isTrue();
        assertThat(values(shop.order("1", "p", 1_000))).isEqualTo(stock);
    }

    private static void exhaustionWaits(TestShop shop) {
        List<String> stock = shop.sells("p", 2);
        Fulfilment partly = shop.order("1", "p", 5);
        assertThat(values(partly)).isEqualTo(stock);
        assertThat(partly.line("1").status()).isEqualTo(Status.WAITING);
        assertThat(partly.waiting()).isEqualTo(3);
        Fulfilment nothing = shop.order("2", "p", 1);
        assertThat(nothing.keys()).isEmpty();
        assertThat(nothing.waiting()).isEqualTo(1);
        assertThat(shop.keys().stock().pool(Pool.tagged("p")).waitingLines())
                .as("waiting lines")
                .isEqualTo(2);
    }

    private static void generatedKeysDiffer(TestShop shop) {
        shop.keys().products().set("p", AssignmentMethod.autoGenerated());
        List<String> first = values(shop.order("1", "p", 20));
        List<String> second = values(shop.order("2", "p", 20));
        assertThat(Stream.concat(first.stream(), second.stream()).toList())
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(values(shop.order("1", "p", 20))).isEqualTo(first);
    }
}
