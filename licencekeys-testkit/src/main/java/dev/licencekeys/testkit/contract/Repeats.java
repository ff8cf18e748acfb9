package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.error.ConflictingOrderException;
import java.util.ArrayList;
import java.util.List;

/** An order that comes again. */
final class Repeats {
    static final List<Contract> CONTRACTS = List.of(
            contract("the same order has the same keys, instants and numbers", Repeats::sameAnswer),
            contract("another node answers the same", Repeats::anotherNode),
            contract("lines that come in another order keep their keys", Repeats::otherOrderOfLines),
            contract("a line that is added gets keys, the others keep theirs", Repeats::addedLine),
            contract("a larger quantity gets the difference", Repeats::largerQuantity),
            contract("a smaller quantity keeps its keys and reports the surplus", Repeats::smallerQuantity),
            contract("another product on the same line conflicts and changes nothing", Repeats::otherProduct),
            contract("an order that comes twice in one call gets its keys once", Repeats::twiceInOneCall),
            contract("a repeat among new orders of one call takes nothing", Repeats::repeatAmongNew));

    private Repeats() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("repeats", name, Promise.SAFE_TO_REPEAT, body);
    }

    private static void sameAnswer(TestShop shop) {
        shop.sells("p", 20);
        shop.sells("q", 20);
        Order order = Order.of("1", OrderLine.of("x", "p", 7), OrderLine.of("y", "q", 3));
        Fulfilment first = shop.keys().fulfil(order);
        shop.order("2", "p", 2);
        for (int again = 0; again < 3; again++) {
            requireRepeat(first, shop.keys().fulfil(order));
        }
        assertThat(shop.available("p")).as("keys left").isEqualTo(11);
    }

    /** Everything is as it was answered first, except that no key is new. */
    private static void requireRepeat(Fulfilment first, Fulfilment again) {
        assertThat(again.keys()).as("new keys of a repeat").noneMatch(AssignedKey::isNew);
        assertThat(first.keys()).as("keys of the first answer").allMatch(AssignedKey::isNew);
        assertThat(recorded(again)).isEqualTo(recorded(first));
        assertThat(again.waiting()).isEqualTo(first.waiting());
    }

    private static List<List<Object>> recorded(Fulfilment fulfilment) {
        return fulfilment.keys().stream()
                .map(key -> List.<Object>of(key.id(), key.number(), key.key().reveal(), key.assignedAt()))
                .toList();
    }

    private static void anotherNode(TestShop shop) {
        shop.sells("p", 20);
        Order order = Order.of("1", OrderLine.of("1", "p", 5));
        Fulfilment first = shop.keys().fulfil(order);
        requireRepeat(first, shop.onAnotherNode().fulfil(order));
        assertThat(shop.available("p")).as("keys left").isEqualTo(15);
    }

    private static void otherOrderOfLines(TestShop shop) {
        shop.sells("p", 10);
        Fulfilment first = shop.keys().fulfil(Order.of("1", OrderLine.of("a", "p", 2), OrderLine.of("b", "p", 3)));
        Fulfilment again = shop.keys().fulfil(Order.of("1", OrderLine.of("b", "p", 3), OrderLine.of("a", "p", 2)));
        assertThat(values(again.line("a"))).isEqualTo(values(first.line("a")));
        assertThat(values(again.line("b"))).isEqualTo(values(first.line("b")));
    }

    private static void addedLine(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        shop.keys().fulfil(Order.of("1", OrderLine.of("b", "p", 2)));
        Fulfilment again = shop.keys().fulfil(Order.of("1", OrderLine.of("a", "p", 1), OrderLine.of("b", "p", 2)));
        assertThat(values(again.line("b"))).isEqualTo(stock.subList(0, 2));
        assertThat(values(again.line("a"))).isEqualTo(stock.subList(2, 3));
        Fulfilment fewer = shop.keys().fulfil(Order.of("1", OrderLine.of("a", "p", 1)));
        assertThat(fewer.lines()).hasSize(1);
        assertThat(values(fewer)).isEqualTo(stock.subList(2, 3));
    }

    private static void largerQuantity(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        shop.order("1", "p", 2);
        shop.order("2", "p", 1);
        Fulfilment more = shop.order("1", "p", 4);
        List<String> expected = new ArrayList<>(stock.subList(0, 2));
        expected.addAll(stock.subList(3, 5));
        assertThat(values(more)).isEqualTo(expected);
        assertThat(more.keys()).extracting(AssignedKey::number).containsExactly(1, 2, 3, 4);
        assertThat(more.keys()).extracting(AssignedKey::isNew).containsExactly(false, false, true, true);
        assertThat(values(shop.order("1", "p", 4))).isEqualTo(expected);
    }

    private static void smallerQuantity(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        shop.order("1", "p", 5);
        Fulfilment fewer = shop.order("1", "p", 2);
        assertThat(values(fewer)).isEqualTo(stock.subList(0, 5));
        assertThat(fewer.line("1").surplus()).as("surplus").isEqualTo(3);
        assertThat(fewer.isComplete()).as("complete").isTrue();
        assertThat(shop.available("p")).as("keys left").isEqualTo(5);
        Fulfilment more = shop.order("1", "p", 6);
        assertThat(values(more)).isEqualTo(stock.subList(0, 6));
        assertThat(more.line("1").surplus()).as("surplus").isZero();
    }

    private static void otherProduct(TestShop shop) {
        shop.sells("p", 10);
        shop.sells("q", 10);
        Fulfilment first = shop.order("1", "p", 2);
        Order changed = Order.of("1", OrderLine.of("0", "p", 1), OrderLine.of("1", "q", 2));
        assertThatExceptionOfType(ConflictingOrderException.class)
                .isThrownBy(() -> shop.keys().fulfil(changed))
                .satisfies(e -> assertThat(e.orderId() + "/" + e.lineId()).isEqualTo("1/1"));
        assertThat(values(shop.order("1", "p", 2))).isEqualTo(values(first));
        assertThat(shop.available("p")).as("keys of p left").isEqualTo(8);
        assertThat(shop.available("q")).as("keys of q left").isEqualTo(10);
    }

    private static void twiceInOneCall(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        Order order = Order.of("1", OrderLine.of("1", "p", 2));
        Order larger = Order.of("1", OrderLine.of("1", "p", 3));
        List<Outcome> answers = shop.keys().fulfilAll(List.of(order, order, larger));
        assertThat(values(answers.get(0).orElseThrow())).isEqualTo(stock.subList(0, 2));
        assertThat(values(answers.get(1).orElseThrow())).isEqualTo(stock.subList(0, 2));
        assertThat(values(answers.get(2).orElseThrow())).isEqualTo(stock.subList(0, 3));
        assertThat(shop.available("p")).as("keys left").isEqualTo(7);
    }

    private static void repeatAmongNew(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        shop.order("old", "p", 2);
        List<Outcome> answers = shop.keys()
                .fulfilAll(List.of(
                        Order.of("new", OrderLine.of("1", "p", 1)),
                        Order.of("old", OrderLine.of("1", "p", 2)),
                        Order.of("newer", OrderLine.of("1", "p", 1))));
        assertThat(answers.stream().map(answer -> values(answer.orElseThrow())))
                .containsExactly(stock.subList(2, 3), stock.subList(0, 2), stock.subList(3, 4));
    }
}
