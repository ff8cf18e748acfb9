package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.Support;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyAssigned;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.event.KeyReinstated;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What a person does for a customer by hand. */
final class Supporting {
    static final List<Contract> CONTRACTS = List.of(
            contract("a key is replaced by the next one, and the old one revoked", Supporting::replacesByNext),
            contract("a key is replaced by a chosen one, and the old one returns", Supporting::replacesByChosen),
            contract("a generated key is replaced by a new one", Supporting::replacesMade),
            contract("a chosen key goes to a line that waits", Supporting::assigns),
            contract("a chosen key goes to a line from which one was taken", Supporting::assignsInstead),
            contract("a key moves to a line that waits for one", Supporting::moves),
            contract("an order finds the key that was moved there before it came", Supporting::movesBeforehand),
            contract("a key that is taken from a line is not made up for", Supporting::withdraws),
            contract("a key that returns goes to who waits longest", Promise.OLDEST_FIRST, Supporting::returns),
            contract("a revoked key can be given back to its line", Supporting::reinstates),
            contract("what makes no sense is refused, and nothing is changed", Supporting::refuses),
            contract("a chosen key that crosses the threshold warns", Promise.ONE_WARNING, Supporting::warns),
            contract("keys per unit are replaced one by one", Supporting::severalPerUnit),
            contract("every act is on record with who and why", Supporting::onRecord),
            contract("nothing is left of an act that is rolled back", Promise.YOUR_TRANSACTION, Supporting::rolledBack),
            contract("the history of a key can be read", Supporting::history));

    private Supporting() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("support", name, promise, body);
    }

    private static Support support(TestShop shop) {
        return shop.keys().support();
    }

    private static KeyRecord find(TestShop shop, String value) {
        return shop.onAnotherNode().verifier().verify(value).orElseThrow();
    }

    private static KeyId id(TestShop shop, String value) {
        return find(shop, value).id();
    }

    private static KeyState state(TestShop shop, String value) {
        return find(shop, value).state();
    }

    private static LineRecord line(TestShop shop, String order) {
        return shop.onAnotherNode().orders().lines(order).get(0);
    }

    private static void replacesByNext(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.order("1", "p", 2);
        AssignedKey next = support(shop).replace(id(shop, stock.get(0)), Withdrawal.REVOKE, ByHand.ACT);
        assertThat(next.key().reveal()).isEqualTo(stock.get(2));
        assertThat(values(shop.order("1", "p", 2))).containsExactly(stock.get(1), stock.get(2));
        assertThat(state(shop, stock.get(0))).isEqualTo(KeyState.REVOKED);
        assertThat(line(shop, "1").revoked()).extracting(KeyRecord::id).containsExactly(id(shop, stock.get(0)));
        support(shop).replace(id(shop, stock.get(1)), Withdrawal.RETIRE, ByHand.ACT);
        assertThat(state(shop, stock.get(1))).isEqualTo(KeyState.RETIRED);
        assertThat(values(shop.order("1", "p", 3))).containsExactly(stock.get(2), stock.get(3), stock.get(4));
    }

    private static void replacesByChosen(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        List<String> others = shop.upload("other", 2);
        shop.order("1", "p", 1);
        AssignedKey chosen = support(shop)
                .replaceWith(id(shop, stock.get(0)), id(shop, others.get(1)), Withdrawal.RETURN, ByHand.ACT);
        assertThat(chosen.key().reveal()).isEqualTo(others.get(1));
        assertThat(values(shop.order("1", "p", 1))).containsExactly(others.get(1));
        assertThat(values(shop.order("2", "p", 3))).containsExactly(stock.get(1), stock.get(2), stock.get(0));
        assertThat(shop.pool("other").available()).isEqualTo(1);
    }

    private static void replacesMade(TestShop shop) {
        shop.keys().products().set("p", AssignmentMethod.autoGenerated());
        String old = values(shop.order("1", "p", 1)).get(0);
        AssignedKey made = support(shop).replace(id(shop, old), Withdrawal.REVOKE, ByHand.ACT);
        assertThat(values(shop.order("1", "p", 1))).containsExactly(made.key().reveal());
        assertThat(made.key().reveal()).isNotEqualTo(old);
        assertThat(state(shop, old)).isEqualTo(KeyState.REVOKED);
    }

    private static void assigns(TestShop shop) {
        shop.sells("p", "a");
        List<String> others = shop.upload("other", 2);
        shop.order("1", "p", 2);
        support(shop).assign(id(shop, others.get(1)), "1", "1", ByHand.ACT);
        assertThat(line(shop, "1").waiting()).as("waiting").isEqualTo(1);
        support(shop).assign(id(shop, others.get(0)), "1", "1", ByHand.ACT);
        assertThat(shop.pool("a").waitingLines()).as("waiting lines").isZero();
        shop.upload("a", 1);
        assertThat(values(shop.order("1", "p", 2))).containsExactly(others.get(1), others.get(0));
        assertThat(shop.available("a")).as("keys left").isEqualTo(1);
    }

    private static void assignsInstead(TestShop shop) {
        List<String> stock = shop.sells("p", 4);
        shop.order("1", "p", 2);
        support(shop).revoke(id(shop, stock.get(0)), ByHand.ACT);
        assertThat(values(shop.order("1", "p", 2))).containsExactly(stock.get(1));
        support(shop).assign(id(shop, stock.get(3)), "1", "1", ByHand.ACT);
        assertThat(values(shop.order("1", "p", 2))).containsExactly(stock.get(1), stock.get(3));
        assertThat(line(shop, "1").withdrawn()).isZero();
        assertThat(values(shop.order("1", "p", 3))).containsExactly(stock.get(1), stock.get(3), stock.get(2));
    }

    private static void moves(TestShop shop) {
        List<String> stock = shop.sells("p", 2);
        shop.order("1", "p", 2);
        shop.order("2", "p", 1);
        shop.keys().reveal("1", "1");
        AssignedKey moved = support(shop).move(id(shop, stock.get(0)), "2", "1", ByHand.ACT);
        assertThat(moved.key().reveal()).isEqualTo(stock.get(0));
        assertThat(values(shop.order("2", "p", 1))).containsExactly(stock.get(0));
        assertThat(values(shop.order("1", "p", 2))).as("not made up for").containsExactly(stock.get(1));
        assertThat(shop.order("1", "p", 2).waiting()).isZero();
        assertThat(shop.pool("p").waitingLines()).isZero();
        KeyRecord key = find(shop, stock.get(0));
        assertThat(key.holder().orElseThrow().orderId()).isEqualTo("2");
        assertThat(key.state()).as("seen is seen").isEqualTo(KeyState.REVEALED);
    }

    private static void movesBeforehand(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.order("1", "p", 2);
        support(shop).move(id(shop, stock.get(1)), "2", "1", ByHand.ACT);
        assertThat(line(shop, "2").quantity()).as("units before it came").isZero();
        assertThat(line(shop, "2").surplus()).as("surplus before it came").isEqualTo(1);
        Order order = Order.of("2", OrderLine.of("1", "p", 2)).forCustomer("late");
        assertThat(values(shop.orderOnRecord(order))).containsExactly(stock.get(1), stock.get(2));
        assertThat(line(shop, "2").customer()).contains("late");
        assertThat(values(shop.order("1", "p", 2))).containsExactly(stock.get(0));
    }

    private static void withdraws(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.order("1", "p", 3);
        support(shop).withdraw(id(shop, stock.get(0)), Withdrawal.RETURN, ByHand.ACT);
        support(shop).withdraw(id(shop, stock.get(1)), Withdrawal.RETIRE, ByHand.ACT);
        assertThat(values(shop.orderOnRecord(Order.of("1", OrderLine.of("1", "p", 3)))))
                .containsExactly(stock.get(2));
        assertThat(shop.order("1", "p", 3).isComplete()).isTrue();
        assertThat(state(shop, stock.get(0))).isEqualTo(KeyState.AVAILABLE);
        assertThat(state(shop, stock.get(1))).isEqualTo(KeyState.RETIRED);
        assertThat(shop.order("1", "p", 4).keys()).as("one unit more").hasSize(2);
        shop.keys().refund(Refund.of("r", "1", "1", 2).with(RefundPolicy.REVOKE));
        assertThat(line(shop, "1").withdrawn())
                .as("refunded units are those without a key")
                .isZero();
        assertThat(shop.order("1", "p", 4).keys()).hasSize(2);
        assertThat(shop.order("1", "p", 5).keys()).hasSize(3);
    }

    private static void returns(TestShop shop) {
        List<String> stock = shop.sells("p", 1);
        shop.order("1", "p", 1);
        shop.order("2", "p", 1);
        shop.order("3", "p", 1);
        support(shop).withdraw(id(shop, stock.get(0)), Withdrawal.RETURN, ByHand.ACT);
        assertThat(values(shop.order("2", "p", 1))).containsExactly(stock.get(0));
        assertThat(shop.order("3", "p", 1).waiting()).isEqualTo(1);
        assertThat(shop.order("1", "p", 1).keys()).isEmpty();
    }

    private static void reinstates(TestShop shop) {
        List<String> stock = shop.sells("p", 4);
        shop.order("1", "p", 2);
        shop.keys().reveal("1", "1");
        KeyRecord before = find(shop, stock.get(0));
        support(shop).revoke(before.id(), ByHand.ACT);
        AssignedKey back = support(shop).reinstate(before.id(), ByHand.ACT);
        assertThat(back.key().reveal()).isEqualTo(stock.get(0));
        assertThat(find(shop, stock.get(0))).isEqualTo(before);
        assertThat(values(shop.order("1", "p", 2))).containsExactlyInAnyOrder(stock.get(0), stock.get(1));
        assertThat(line(shop, "1").withdrawn()).isZero();
        assertThat(line(shop, "1").revoked()).isEmpty();
        shop.keys().refund(Refund.ofLine("r", "1", "1").with(RefundPolicy.REVOKE));
        support(shop).reinstate(before.id(), ByHand.ACT);
        assertThat(line(shop, "1").surplus()).as("of a refunded line").isEqualTo(1);
    }

    /** Tries an act that is refused; the message says something, and nothing is on record of it. */
    private static void refused(TestShop shop, String says, Consumer<Support> act) {
        List<Event> before = shop.keys().audit().latest(1_000);
        assertThatThrownBy(() -> act.accept(support(shop)))
                .isInstanceOf(ActRefusedException.class)
                .hasMessageContaining(says);
        assertThat(shop.keys().audit().latest(1_000)).isEqualTo(before);
    }

    private static void refuses(TestShop shop) {
        List<String> stock = shop.sells("p", 6);
        shop.sells("q", 1);
        shop.order("1", "p", 3);
        shop.order("2", "q", 1);
        shop.keys().reveal("1", "1");
        shop.order("3", "p", 1);
        KeyId seen = id(shop, stock.get(0));
        KeyId revoked = id(shop, stock.get(1));
        KeyId retired = id(shop, stock.get(2));
        KeyId unseen = id(shop, stock.get(3));
        KeyId free = id(shop, stock.get(4));
        support(shop).revoke(revoked, ByHand.ACT);
        support(shop).withdraw(retired, Withdrawal.RETIRE, ByHand.ACT);
        refused(shop, "has seen", support -> support.withdraw(seen, Withdrawal.RETURN, ByHand.ACT));
        refused(shop, "in stock", support -> support.revoke(free, ByHand.ACT));
        refused(shop, "is revoked", support -> support.revoke(revoked, ByHand.ACT));
        refused(shop, "is retired", support -> support.revoke(retired, ByHand.ACT));
        refused(shop, "in stock", support -> support.replace(free, Withdrawal.REVOKE, ByHand.ACT));
        refused(
                shop,
                "is ASSIGNED, with order \"3\", line \"1\"",
                support -> support.replaceWith(seen, unseen, Withdrawal.REVOKE, ByHand.ACT));
        refused(shop, "is REVOKED", support -> support.replaceWith(seen, revoked, Withdrawal.REVOKE, ByHand.ACT));
        refused(shop, "is RETIRED", support -> support.replaceWith(seen, retired, Withdrawal.REVOKE, ByHand.ACT));
        refused(shop, "no other key", support -> support.replace(id(shop, "q-1"), Withdrawal.REVOKE, ByHand.ACT));
        refused(shop, "has all the keys that it is to have, 1;", support -> support.assign(free, "3", "1", ByHand.ACT));
        refused(shop, "is not on record", support -> support.assign(free, "9", "1", ByHand.ACT));
        refused(shop, "is ASSIGNED", support -> support.assign(unseen, "1", "1", ByHand.ACT));
        refused(shop, "already", support -> support.move(unseen, "3", "1", ByHand.ACT));
        refused(shop, "sells q", support -> support.move(unseen, "2", "1", ByHand.ACT));
        refused(shop, "in stock", support -> support.move(free, "1", "1", ByHand.ACT));
        refused(shop, "is ASSIGNED", support -> support.reinstate(unseen, ByHand.ACT));
        refused(shop, "is AVAILABLE", support -> support.reinstate(free, ByHand.ACT));
        shop.keys().refund(Refund.of("r", "8", "1", 1));
        refused(shop, "refunded before it came", support -> support.move(unseen, "8", "1", ByHand.ACT));
        support(shop).assign(free, "1", "1", ByHand.ACT);
        refused(shop, "has all the keys that it is to have, 1;", support -> support.move(seen, "3", "1", ByHand.ACT));
        support(shop).assign(id(shop, stock.get(5)), "1", "1", ByHand.ACT);
        refused(shop, "as many keys as were ordered", support -> support.reinstate(revoked, ByHand.ACT));
        refused(shop, "no other key", support -> support.replace(unseen, Withdrawal.RETURN, ByHand.ACT));
        shop.keys().products().set("p", AssignmentMethod.autoGenerated());
        KeyId made = id(shop, values(shop.order("4", "p", 1)).get(0));
        refused(shop, "came from no pool", support -> support.withdraw(made, Withdrawal.RETURN, ByHand.ACT));
        shop.keys().products().remove(ProductRef.of("p"));
        refused(shop, "no settings", support -> support.replace(made, Withdrawal.REVOKE, ByHand.ACT));
        assertThatThrownBy(() -> support(shop).revoke(new KeyId(UUID.randomUUID()), ByHand.ACT))
                .isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> support(shop.neighbour()).revoke(unseen, ByHand.ACT))
                .isInstanceOf(UnknownKeyException.class);
        assertThat(values(shop.order("3", "p", 1))).containsExactly(stock.get(3));
    }

    private static long warnings(TestShop shop) {
        return shop.keys().audit().latest(1_000).stream()
                .filter(ThresholdReached.class::isInstance)
                .count();
    }

    private static void warns(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        shop.order("1", "p", 7);
        support(shop).revoke(id(shop, stock.get(0)), ByHand.ACT);
        support(shop).assign(id(shop, stock.get(9)), "1", "1", ByHand.ACT);
        assertThat(warnings(shop)).as("warnings at 8 of 10").isEqualTo(1);
        assertThat(shop.order("2", "p", 1).warnings()).as("warnings at 9 of 10").isEmpty();
        support(shop).replace(id(shop, stock.get(7)), Withdrawal.REVOKE, ByHand.ACT);
        assertThat(warnings(shop)).as("warnings in all").isEqualTo(1);
    }

    private static void severalPerUnit(TestShop shop) {
        shop.upload("a", 6);
        shop.keys()
                .products()
                .set(
                        ProductRef.of("p"),
                        ProductSettings.of(AssignmentMethod.specificTag("a")).withKeysPerUnit(2));
        shop.order("1", "p", 2);
        support(shop).replace(id(shop, "a-2"), Withdrawal.REVOKE, ByHand.ACT);
        assertThat(values(shop.order("1", "p", 2))).containsExactly("a-1", "a-3", "a-4", "a-5");
        support(shop).revoke(id(shop, "a-4"), ByHand.ACT);
        assertThat(values(shop.order("1", "p", 2))).containsExactly("a-1", "a-3", "a-5");
    }

    private static void onRecord(TestShop shop) {
        List<String> stock = shop.sells("p", 9);
        shop.order("1", "p", 2);
        KeyId first = id(shop, stock.get(0));
        KeyId second = id(shop, stock.get(1));
        KeyId third = id(shop, stock.get(2));
        KeyId fourth = id(shop, stock.get(3));
        support(shop).replaceWith(first, third, Withdrawal.REVOKE, ByHand.ACT);
        support(shop).revoke(second, ByHand.ACT);
        support(shop).assign(fourth, "1", "1", ByHand.ACT);
        support(shop).withdraw(fourth, Withdrawal.RETURN, ByHand.ACT);
        support(shop).reinstate(second, ByHand.ACT);
        support(shop).move(third, "2", "1", ByHand.ACT);
        List<Event> events = shop.eventsButImports();
        assertThat(events).allMatch(event -> event.act().equals(Optional.of(ByHand.ACT)));
        assertThat(events)
                .extracting(Event::getClass)
                .containsExactly(
                        KeyReassigned.class,
                        KeyReinstated.class,
                        KeyWithdrawn.class,
                        KeyAssigned.class,
                        KeyWithdrawn.class,
                        KeyAssigned.class,
                        KeyWithdrawn.class);
        assertThat(events)
                .extracting(event -> event.aboutKey().orElseThrow())
                .containsExactly(third, second, fourth, fourth, second, third, first);
        assertThat(events).allMatch(event -> event.text().contains("by support-7: tidying up"));
    }

    private static void rolledBack(TestShop shop) {
        List<String> stock = shop.sells("p", 4);
        shop.order("1", "p", 2);
        KeyId first = id(shop, stock.get(0));
        KeyId second = id(shop, stock.get(1));
        List<LineRecord> before = shop.keys().orders().lines("1");
        int events = shop.keys().audit().latest(1_000).size();
        shop.rolledBack(keys -> {
            Support support = keys.support();
            support.replace(first, Withdrawal.RETURN, ByHand.ACT);
            support.revoke(second, ByHand.ACT);
            support.reinstate(second, ByHand.ACT);
            support.move(second, "2", "1", ByHand.ACT);
        });
        assertThat(shop.keys().orders().lines("1")).isEqualTo(before);
        assertThat(shop.keys().orders().lines("2")).isEmpty();
        assertThat(shop.keys().audit().latest(1_000)).hasSize(events);
        assertThat(values(shop.order("2", "p", 2))).containsExactly(stock.get(2), stock.get(3));
    }

    private static void history(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.order("1", "p", 1);
        LicenceKeys keys = shop.keys();
        KeyId key = id(shop, stock.get(0));
        support(shop).withdraw(key, Withdrawal.RETURN, ByHand.ACT);
        shop.order("2", "p", 3);
        keys.reveal("2", "1");
        List<String> text = keys.audit().history(key).text();
        assertThat(text).hasSize(4);
        assertThat(text.get(0)).contains("was uploaded");
        assertThat(text.get(1)).contains("was taken from order 1, line 1").contains("returned to stock, by support-7");
        assertThat(text.get(2)).contains("was given to order 2, line 1");
        assertThat(text.get(3)).contains("the customer of order 2, line 1 saw it");
        assertThat(String.join("\n", text)).doesNotContain(stock.get(0));
        assertThat(keys.inventory()
                        .keys(Pool.tagged("p"), KeyState.REVEALED, KeyCursor.START, 9)
                        .keys())
                .extracting(KeyRecord::id)
                .contains(key);
        assertThatThrownBy(() -> keys.audit().history(new KeyId(UUID.randomUUID())))
                .isInstanceOf(UnknownKeyException.class);
    }
}
