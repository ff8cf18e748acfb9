package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LineCursor;
import dev.licencekeys.LinePage;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Orders;
import dev.licencekeys.Refund;
import dev.licencekeys.WaitingPage;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.event.CustomerChanged;
import dev.licencekeys.event.CustomerErased;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Who has what. */
final class OrderLists {
    static final List<Contract> CONTRACTS = List.of(
            contract("an order is told with its lines, their keys and figures", OrderLists::order),
            contract("a customer's lines are listed, the latest first", OrderLists::customer),
            contract("a product's lines are listed, with and without variants", OrderLists::product),
            contract("all lines are listed, and from a time on", OrderLists::latest),
            contract("a list goes on where it was, whatever comes meanwhile", OrderLists::paged),
            contract("lines of one moment are each listed once", OrderLists::sameMoment),
            contract("those who wait are listed as they will be served", Promise.OLDEST_FIRST, OrderLists::waiting),
            contract("an order is handed to another customer with its keys", OrderLists::changesCustomer),
            contract("an erased customer is named nowhere, and the keys stay given", OrderLists::erases),
            contract("lists and erasure stay within the shop", Promise.NOTHING_LEAKS, OrderLists::ownShop));

    private OrderLists() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.EVERY_UNIT_ANSWERED, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("who has what", name, promise, body);
    }

    private static Order of(String id, String customer, OrderLine... lines) {
        return Order.of(id, lines).forCustomer(customer);
    }

    private static Orders orders(TestShop shop) {
        return shop.onAnotherNode().orders();
    }

    private static List<String> names(List<LineRecord> lines) {
        return lines.stream().map(line -> line.orderId() + "/" + line.lineId()).toList();
    }

    /** All lines of a list, in parts of so many. */
    private static List<String> all(int size, Function<LineCursor, LinePage> part) {
        List<String> names = new ArrayList<>();
        Optional<LineCursor> next = Optional.of(LineCursor.LATEST);
        while (next.isPresent()) {
            LinePage page = part.apply(LineCursor.parse(next.get().toString()));
            assertThat(page.lines()).hasSizeLessThanOrEqualTo(size);
            names.addAll(names(page.lines()));
            next = page.next();
        }
        return names;
    }

    private static void order(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.sells("w", "empty");
        shop.keys()
                .fulfil(of(
                        "1", "c", OrderLine.of("a", "p", 3), OrderLine.of("b", "w", 2), OrderLine.of("c", "mug", 1)));
        shop.keys().reveal("1", "a");
        shop.keys()
                .support()
                .revoke(
                        shop.keys()
                                .verifier()
                                .verify(stock.get(1))
                                .orElseThrow()
                                .id(),
                        ByHand.ACT);
        shop.keys().refund(Refund.of("r", "1", "b", 1));
        List<LineRecord> lines = orders(shop).lines("1");
        assertThat(names(lines)).containsExactly("1/a", "1/b");
        LineRecord first = lines.get(0);
        assertThat(first.product()).isEqualTo(ProductRef.of("p"));
        assertThat(first.customer()).contains("c");
        assertThat(first.test()).isFalse();
        assertThat(List.of(first.quantity(), first.refunded(), first.keysPerUnit(), first.waiting(), first.withdrawn()))
                .containsExactly(3, 0, 1, 0, 1);
        assertThat(first.surplus()).isZero();
        assertThat(first.keys()).extracting(KeyRecord::state).containsExactly(KeyState.REVEALED, KeyState.REVEALED);
        assertThat(first.keys())
                .extracting(KeyRecord::id)
                .containsExactly(
                        shop.keys()
                                .verifier()
                                .verify(stock.get(0))
                                .orElseThrow()
                                .id(),
                        shop.keys()
                                .verifier()
                                .verify(stock.get(2))
                                .orElseThrow()
                                .id());
        assertThat(first.revoked()).extracting(KeyRecord::state).containsExactly(KeyState.REVOKED);
        assertThat(first.keys())
                .contains(shop.keys().verifier().verify(stock.get(0)).orElseThrow());
        LineRecord second = lines.get(1);
        assertThat(List.of(second.quantity(), second.refunded(), second.waiting()))
                .containsExactly(2, 1, 1);
        assertThat(orders(shop).lines("2")).isEmpty();
        assertThat(lines.toString()).doesNotContain(stock.get(0));
    }

    private static void customer(TestShop shop) {
        shop.sells("p", 20);
        shop.keys().fulfil(of("1", "c", OrderLine.of("1", "p", 1)));
        shop.keys().fulfil(of("2", "d", OrderLine.of("1", "p", 1)));
        shop.keys().fulfil(of("0", "c", OrderLine.of("1", "p", 2)));
        shop.order("3", "p", 1);
        LinePage page = orders(shop).ofCustomer("c", LineCursor.LATEST, 10);
        assertThat(names(page.lines())).containsExactly("0/1", "1/1");
        assertThat(page.next()).isEmpty();
        assertThat(page.lines().get(0).keys()).hasSize(2);
        assertThat(page.lines())
                .isEqualTo(List.of(
                        orders(shop).lines("0").get(0), orders(shop).lines("1").get(0)));
        assertThat(orders(shop).ofCustomer("C", LineCursor.LATEST, 10).lines()).isEmpty();
        assertThat(orders(shop).ofCustomer("d", LineCursor.LATEST, 10).lines()).hasSize(1);
    }

    private static void product(TestShop shop) {
        shop.sells("p", 9);
        shop.sells("q", 9);
        shop.keys()
                .fulfil(Order.of(
                        "1", OrderLine.of("1", "p", 1), OrderLine.of("2", "p", "gold", 1), OrderLine.of("3", "q", 1)));
        shop.keys().fulfil(Order.of("2", OrderLine.of("1", "p", "gold", 1)));
        assertThat(all(2, cursor -> orders(shop).ofProduct(ProductRef.of("p"), cursor, 2)))
                .containsExactly("2/1", "1/2", "1/1");
        assertThat(all(1, cursor -> orders(shop).ofProduct(ProductRef.of("p", "gold"), cursor, 1)))
                .containsExactly("2/1", "1/2");
        assertThat(all(9, cursor -> orders(shop).ofProduct(ProductRef.of("none"), cursor, 9)))
                .isEmpty();
    }

    private static void latest(TestShop shop) {
        shop.sells("p", 9);
        for (String id : List.of("b", "a", "c")) {
            shop.order(id, "p", 1);
        }
        shop.keys().refund(Refund.of("r", "not-yet", "1", 1));
        LinePage page = orders(shop).latest(LineCursor.LATEST, 10);
        assertThat(names(page.lines())).containsExactly("c/1", "a/1", "b/1");
        Instant middle = page.lines().get(1).at();
        assertThat(names(orders(shop).latest(LineCursor.before(middle), 10).lines()))
                .containsExactly("b/1");
        assertThat(names(orders(shop)
                        .latest(LineCursor.before(middle.plusNanos(1_000)), 10)
                        .lines()))
                .containsExactly("a/1", "b/1");
    }

    private static void paged(TestShop shop) {
        shop.sells("p", 50);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            shop.keys().fulfil(of("o" + i, "c", OrderLine.of("1", "p", 1)));
            expected.add(0, "o" + i + "/1");
        }
        int[] more = {100};
        Function<LineCursor, LinePage> meanwhile = cursor -> {
            LinePage page = orders(shop).ofCustomer("c", cursor, 3);
            shop.keys().fulfil(of("o" + more[0]++, "c", OrderLine.of("1", "p", 1)));
            return page;
        };
        assertThat(all(3, meanwhile)).isEqualTo(expected);
        int size = 1 + shop.random().nextInt(20);
        assertThat(all(size, cursor -> orders(shop).latest(cursor, size))).hasSize(more[0] - 100 + 11);
    }

    private static void sameMoment(TestShop shop) {
        shop.sells("p", 30);
        OrderLine[] lines = IntStream.range(10, 30)
                .mapToObj(i -> OrderLine.of("l" + i, "p", 1))
                .toArray(OrderLine[]::new);
        shop.keys().fulfil(of("o", "c", lines));
        assertThat(all(3, cursor -> orders(shop).ofCustomer("c", cursor, 3)))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .startsWith("o/l29", "o/l28");
        assertThat(all(7, cursor -> orders(shop).latest(cursor, 7))).hasSize(20).doesNotHaveDuplicates();
    }

    private static void waiting(TestShop shop) {
        shop.keys().stock().createPool("a");
        shop.keys().stock().createPool("b");
        shop.keys().products().set("p", AssignmentMethod.specificTag("a"));
        shop.keys().products().set("q", AssignmentMethod.specificTag("b").thenTag("a"));
        for (String id : List.of("3", "1", "2")) {
            shop.order(id, "p", 1);
        }
        shop.order("0", "q", 2);
        WaitingPage first = orders(shop).waiting(Pool.tagged("a"), 0, 3);
        assertThat(names(first.lines())).containsExactly("3/1", "1/1", "2/1");
        WaitingPage rest = orders(shop).waiting(Pool.tagged("a"), first.next().orElseThrow(), 3);
        assertThat(names(rest.lines())).containsExactly("0/1");
        assertThat(rest.lines().get(0).waiting()).isEqualTo(2);
        assertThat(rest.next()).isEmpty();
        assertThat(names(orders(shop).waiting(Pool.tagged("b"), 0, 3).lines())).containsExactly("0/1");
        shop.upload("a", 2);
        assertThat(names(orders(shop).waiting(Pool.tagged("a"), 0, 9).lines())).containsExactly("2/1", "0/1");
        shop.upload("a", 9);
        assertThat(orders(shop).waiting(Pool.tagged("a"), 0, 9))
                .isEqualTo(new WaitingPage(List.of(), OptionalLong.empty()));
        assertThatThrownBy(() -> orders(shop).waiting(Pool.tagged("none"), 0, 9))
                .isInstanceOf(UnknownPoolException.class);
    }

    private static void changesCustomer(TestShop shop) {
        shop.sells("p", 5);
        shop.keys().fulfil(of("1", "c", OrderLine.of("1", "p", 1), OrderLine.of("2", "p", 2)));
        shop.keys().orders().changeCustomer("1", "d", ByHand.ACT);
        assertThat(orders(shop).ofCustomer("c", LineCursor.LATEST, 9).lines()).isEmpty();
        List<LineRecord> lines =
                orders(shop).ofCustomer("d", LineCursor.LATEST, 9).lines();
        assertThat(lines).hasSize(2);
        assertThat(lines)
                .flatExtracting(LineRecord::keys)
                .allSatisfy(
                        key -> assertThat(key.holder().orElseThrow().customer()).contains("d"));
        shop.keys().fulfil(of("1", "c", OrderLine.of("1", "p", 1)));
        assertThat(orders(shop).lines("1")).allMatch(line -> line.customer().equals(Optional.of("d")));
        assertThat(shop.keys().audit().latest(1).get(0))
                .isInstanceOf(CustomerChanged.class)
                .satisfies(event -> assertThat(event.act()).contains(ByHand.ACT));
        assertThatThrownBy(() -> shop.keys().orders().changeCustomer("9", "d", ByHand.ACT))
                .isInstanceOf(ActRefusedException.class)
                .hasMessageContaining("not on record");
    }

    private static void erases(TestShop shop) {
        List<String> stock = shop.sells("p", 9);
        shop.keys().fulfil(of("1", "c", OrderLine.of("1", "p", 1), OrderLine.of("2", "p", 1)));
        shop.keys().fulfil(of("2", "d", OrderLine.of("1", "p", 1)));
        assertThat(shop.keys().orders().erase("c", ByHand.ACT)).isEqualTo(2);
        assertThat(shop.keys().orders().erase("c", ByHand.ACT)).isZero();
        assertThat(orders(shop).ofCustomer("c", LineCursor.LATEST, 9).lines()).isEmpty();
        assertThat(orders(shop).lines("1")).allMatch(line -> line.customer().isEmpty());
        assertThat(orders(shop).lines("2").get(0).customer()).contains("d");
        KeyRecord key = shop.onAnotherNode().verifier().verify(stock.get(0)).orElseThrow();
        assertThat(key.state()).as("the key stays given").isEqualTo(KeyState.ASSIGNED);
        assertThat(key.holder().orElseThrow().customer()).isEmpty();
        shop.keys().fulfil(of("1", "c", OrderLine.of("1", "p", 2), OrderLine.of("2", "p", 1)));
        assertThat(orders(shop).lines("1"))
                .as("after the order came again")
                .allMatch(line -> line.customer().isEmpty());
        assertThat(shop.keys().audit().latest(1_000))
                .filteredOn(CustomerErased.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((CustomerErased) event).lines()).isEqualTo(2));
    }

    private static void ownShop(TestShop shop) {
        TestShop other = shop.neighbour();
        for (TestShop each : List.of(shop, other)) {
            each.sells("p", 3);
            each.keys().fulfil(of("1", "c", OrderLine.of("1", "p", 1)));
        }
        shop.order("2", "p", 1);
        assertThat(orders(other).latest(LineCursor.LATEST, 9).lines()).hasSize(1);
        assertThat(orders(other)
                        .ofProduct(ProductRef.of("p"), LineCursor.LATEST, 9)
                        .lines())
                .hasSize(1);
        shop.keys().orders().erase("c", ByHand.ACT);
        assertThat(orders(other).ofCustomer("c", LineCursor.LATEST, 9).lines()).hasSize(1);
    }
}
