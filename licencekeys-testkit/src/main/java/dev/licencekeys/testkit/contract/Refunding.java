package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.OrderPlan;
import dev.licencekeys.Refund;
import dev.licencekeys.Refunded;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.event.LineChanged;
import dev.licencekeys.event.LineRefunded;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Units that are refunded or cancelled, in whatever order and however often that is told. */
final class Refunding {
    static final List<Contract> CONTRACTS = List.of(
            contract("a customer who is refunded keeps the keys, unless told otherwise", Refunding::keeps),
            contract("unseen keys of refunded units go back to stock, the last ones first", Refunding::returns),
            contract("keys that were seen are revoked instead", Refunding::revokesSeen),
            contract("keys that came from no pool are revoked instead", Refunding::revokesMade),
            contract("revoked keys are given to nobody", Refunding::revokes),
            contract("refunded units stop waiting before any key is taken", Refunding::stopsWaiting),
            contract("what returns goes to those who wait for it", Promise.OLDEST_FIRST, Refunding::serves),
            contract("a refund that comes again changes nothing", Promise.SAFE_TO_REPEAT, Refunding::repeats),
            contract("refunds of one line add up", Refunding::addsUp),
            contract(
                    "a refund that comes before its order is remembered",
                    Promise.SAFE_TO_REPEAT,
                    Refunding::beforeOrder),
            contract(
                    "an order that comes after its cancellation gets nothing",
                    Promise.SAFE_TO_REPEAT,
                    Refunding::cancelledBefore),
            contract("an order that comes late does not undo its cancellation", Refunding::notResurrected),
            contract("a refund that the order's state tells, too, counts once", Refunding::toldTwice),
            contract("several keys for a unit are refunded together", Refunding::severalPerUnit),
            contract("the plan of a changed order is what comes of it", Refunding::plans),
            contract("lines whose variants were swapped are a conflict, and keep their keys", Refunding::swapped),
            contract("the threshold is that of the stock with what returned", Promise.ONE_WARNING, Refunding::rearms),
            contract(
                    "nothing is left of a refund that is rolled back", Promise.YOUR_TRANSACTION, Refunding::rolledBack),
            contract("refunds and changes of a line are on record", Refunding::onRecord));

    private Refunding() {}

    private static Contract contract(String name, Contract.Body body) {
        return contract(name, Promise.ONE_KEY_ONE_LINE, body);
    }

    private static Contract contract(String name, Promise promise, Contract.Body body) {
        return new Contract("refunds", name, promise, body);
    }

    private static Refunded.Line refund(TestShop shop, Refund refund) {
        return shop.keys().refund(refund).lines().get(0);
    }

    private static Refund of(String id, int units, RefundPolicy policy) {
        return Refund.of(id, "1", "1", units).with(policy);
    }

    private static KeyRecord find(TestShop shop, String value) {
        return shop.onAnotherNode().verifier().verify(value).orElseThrow();
    }

    private static void keeps(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.order("1", "p", 3);
        Refunded.Line answer = refund(shop, Refund.of("r", "1", "1", 2));
        assertThat(answer).isEqualTo(new Refunded.Line("1", true, List.of(), List.of(), 3, 0, 2));
        Fulfilment again = shop.orderOnRecord(Order.of("1", OrderLine.of("1", "p", 3)));
        assertThat(values(again)).isEqualTo(stock.subList(0, 3));
        assertThat(again.line("1").surplus()).as("surplus").isEqualTo(2);
        assertThat(again.line("1").status()).isEqualTo(Status.FULFILLED);
        refund(shop, Refund.ofLine("whole", "1", "1"));
        assertThat(shop.order("1", "p", 3).line("1").status()).isEqualTo(Status.REFUNDED);
        assertThat(shop.available("p")).as("keys left").isEqualTo(2);
    }

    private static void returns(TestShop shop) {
        List<String> stock = shop.sells("p", 6);
        shop.order("1", "p", 4);
        Refunded.Line answer = refund(shop, of("r", 2, RefundPolicy.RETURN_UNREVEALED));
        assertThat(answer.returned()).hasSize(2);
        assertThat(answer.revoked()).isEmpty();
        assertThat(answer.keys()).isEqualTo(2);
        assertThat(shop.available("p")).as("available").isEqualTo(4);
        assertThat(shop.pool("p").total()).as("total").isEqualTo(6);
        assertThat(find(shop, stock.get(2)).state()).isEqualTo(KeyState.AVAILABLE);
        assertThat(values(shop.order("1", "p", 4))).as("the refunded order").isEqualTo(stock.subList(0, 2));
        assertThat(values(shop.order("2", "p", 9)))
                .as("behind the others, in their order")
                .containsExactly(stock.get(4), stock.get(5), stock.get(2), stock.get(3));
    }

    private static void revokesSeen(TestShop shop) {
        List<String> stock = shop.sells("p", 4);
        shop.order("1", "p", 2);
        shop.keys().reveal("1", "1");
        shop.order("1", "p", 3);
        Refunded.Line answer = refund(shop, of("r", 2, RefundPolicy.RETURN_UNREVEALED));
        assertThat(answer.returned()).containsExactly(find(shop, stock.get(2)).id());
        assertThat(answer.revoked()).containsExactly(find(shop, stock.get(1)).id());
        assertThat(find(shop, stock.get(1)).state()).isEqualTo(KeyState.REVOKED);
        assertThat(find(shop, stock.get(0)).state()).isEqualTo(KeyState.REVEALED);
        assertThat(shop.pool("p").revealed()).as("keys seen").isEqualTo(2);
    }

    private static void revokesMade(TestShop shop) {
        shop.keys().products().set("p", AssignmentMethod.autoGenerated());
        String key = values(shop.order("1", "p", 1)).get(0);
        Refunded.Line answer = refund(shop, of("r", 1, RefundPolicy.RETURN_UNREVEALED));
        assertThat(answer.revoked()).containsExactly(find(shop, key).id());
        assertThat(find(shop, key).state()).isEqualTo(KeyState.REVOKED);
    }

    private static void revokes(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.order("1", "p", 2);
        Refunded.Line answer = refund(shop, of("r", Refund.ALL_UNITS, RefundPolicy.REVOKE));
        assertThat(answer.revoked()).hasSize(2);
        assertThat(answer.keys()).isZero();
        assertThat(values(shop.order("1", "p", 2))).isEmpty();
        assertThat(values(shop.order("2", "p", 3))).containsExactly(stock.get(2));
        KeyRecord key = find(shop, stock.get(0));
        assertThat(key.state()).isEqualTo(KeyState.REVOKED);
        assertThat(key.pool()).contains(Pool.tagged("p"));
        assertThat(key.holder().orElseThrow().orderId()).isEqualTo("1");
        assertThat(key.holder().orElseThrow().revokedAt()).isPresent();
        assertThat(shop.keys().stock().upload("p", stock.stream()).added())
                .as("revoked keys that are uploaded again")
                .isZero();
    }

    private static void stopsWaiting(TestShop shop) {
        shop.sells("p", 2);
        shop.order("1", "p", 5);
        Refunded.Line two = refund(shop, of("r1", 2, RefundPolicy.REVOKE));
        assertThat(two).isEqualTo(new Refunded.Line("1", true, List.of(), List.of(), 2, 1, 0));
        Refunded.Line third = refund(shop, of("r2", 1, RefundPolicy.REVOKE));
        assertThat(third.waiting()).as("waiting").isZero();
        assertThat(third.revoked()).isEmpty();
        assertThat(shop.pool("p").waitingLines()).as("waiting lines").isZero();
        shop.upload("p", 1);
        assertThat(shop.available("p")).as("keys left").isEqualTo(1);
        assertThat(shop.order("1", "p", 5).waiting()).isZero();
    }

    private static void serves(TestShop shop) {
        List<String> stock = shop.sells("p", 3);
        shop.order("1", "p", 3);
        shop.order("2", "p", 2);
        shop.order("3", "p", 1);
        Refunded answer = shop.keys().refund(Refund.ofLine("r", "1", "1").with(RefundPolicy.RETURN_UNREVEALED));
        assertThat(answer.filled()).containsExactly(new FilledLine("2", "1", 2, 0), new FilledLine("3", "1", 1, 0));
        assertThat(values(shop.order("2", "p", 2))).isEqualTo(stock.subList(0, 2));
        assertThat(values(shop.order("3", "p", 1))).isEqualTo(stock.subList(2, 3));
        assertThat(shop.available("p")).isZero();
    }

    private static void repeats(TestShop shop) {
        shop.sells("p", 5);
        shop.order("1", "p", 3);
        refund(shop, of("r", 1, RefundPolicy.RETURN_UNREVEALED));
        Refunded.Line again = shop.onAnotherNode()
                .refund(of("r", 1, RefundPolicy.REVOKE))
                .lines()
                .get(0);
        assertThat(again).isEqualTo(new Refunded.Line("1", false, List.of(), List.of(), 2, 0, 0));
        assertThat(shop.available("p")).as("keys left").isEqualTo(3);
        refund(shop, of("other", 1, RefundPolicy.RETURN_UNREVEALED));
        assertThat(shop.available("p")).as("keys left after another one").isEqualTo(4);
    }

    private static void addsUp(TestShop shop) {
        shop.sells("p", 9);
        shop.order("1", "p", 5);
        List<Refund> refunds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            refunds.add(of("r" + i, 1, RefundPolicy.RETURN_UNREVEALED));
        }
        refunds.addAll(List.copyOf(refunds));
        Collections.shuffle(refunds, shop.random());
        refunds.forEach(refund -> shop.keys().refund(refund));
        assertThat(shop.order("1", "p", 5).keys()).hasSize(2);
        assertThat(shop.available("p")).as("keys left").isEqualTo(7);
        assertThat(shop.order("1", "p", 7).keys()).as("two units more").hasSize(4);
        refund(shop, of("all", Refund.ALL_UNITS, RefundPolicy.RETURN_UNREVEALED));
        assertThat(shop.order("1", "p", 9).keys()).as("of a cancelled line").isEmpty();
    }

    private static void beforeOrder(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        Refunded.Line answer = refund(shop, of("r", 2, RefundPolicy.RETURN_UNREVEALED));
        assertThat(answer).isEqualTo(new Refunded.Line("1", true, List.of(), List.of(), 0, 0, 0));
        assertThat(shop.keys().orders().lines("1")).as("lines that came").isEmpty();
        Order order = Order.of("1", OrderLine.of("1", "p", 3)).forCustomer("c");
        assertThat(values(shop.orderOnRecord(order))).isEqualTo(stock.subList(0, 1));
        refund(shop, of("r", 2, RefundPolicy.RETURN_UNREVEALED));
        assertThat(values(shop.orderOnRecord(order))).isEqualTo(stock.subList(0, 1));
        assertThat(shop.keys().orders().lines("1").get(0).customer()).contains("c");
        assertThat(shop.order("2", "other", 1).line("1").status()).isEqualTo(Status.NO_KEYS);
    }

    private static void cancelledBefore(TestShop shop) {
        shop.sells("p", 5);
        Order order = Order.of("1", OrderLine.of("1", "p", 3), OrderLine.of("2", "p", 1));
        shop.keys().refund(Refund.ofOrder("cancelled", order));
        Fulfilment late = shop.orderOnRecord(order);
        assertThat(late.keys()).isEmpty();
        assertThat(late.waiting()).isZero();
        assertThat(late.lines()).allMatch(line -> line.status() == Status.REFUNDED);
        assertThat(shop.available("p")).as("keys left").isEqualTo(5);
    }

    private static void notResurrected(TestShop shop) {
        shop.sells("p", 5);
        Order order = Order.of("1", OrderLine.of("1", "p", 3));
        shop.keys().fulfil(order);
        shop.keys().refund(Refund.ofOrder("cancelled", order).with(RefundPolicy.RETURN_UNREVEALED));
        assertThat(shop.orderOnRecord(order).keys()).isEmpty();
        assertThat(shop.order("1", "p", 4).keys()).isEmpty();
        assertThat(shop.available("p")).as("keys left").isEqualTo(5);
    }

    private static void toldTwice(TestShop shop) {
        shop.sells("p", 9);
        OrderLine line = OrderLine.of("1", "p", 4);
        shop.keys().fulfil(Order.of("1", line));
        refund(shop, of("r", 1, RefundPolicy.RETURN_UNREVEALED));
        Fulfilment same = shop.orderOnRecord(Order.of("1", line.refunded(1)));
        assertThat(same.keys()).hasSize(3);
        assertThat(same.line("1").surplus()).isZero();
        Fulfilment more = shop.orderOnRecord(Order.of("1", line.refunded(3)));
        assertThat(more.keys()).as("nothing is taken by telling").hasSize(3);
        assertThat(more.line("1").surplus()).as("surplus").isEqualTo(2);
        Fulfilment old = shop.orderOnRecord(Order.of("1", line));
        assertThat(old.line("1").surplus()).as("after an older message").isEqualTo(2);
        assertThat(refund(shop, of("less", 1, RefundPolicy.KEEP)).surplus())
                .as("surplus after a refund that the state had told")
                .isEqualTo(2);
        Fulfilment late =
                shop.orderOnRecord(Order.of("2", OrderLine.of("1", "p", 2).refunded(2)));
        assertThat(late.keys()).isEmpty();
        assertThat(late.line("1").status()).isEqualTo(Status.REFUNDED);
    }

    private static void severalPerUnit(TestShop shop) {
        shop.upload("a", 9);
        shop.keys()
                .products()
                .set(
                        ProductRef.of("p"),
                        ProductSettings.of(AssignmentMethod.specificTag("a")).withKeysPerUnit(3));
        shop.order("1", "p", 2);
        assertThat(refund(shop, of("r", 1, RefundPolicy.RETURN_UNREVEALED)).returned())
                .hasSize(3);
        assertThat(values(shop.order("1", "p", 2))).containsExactly("a-1", "a-2", "a-3");
        assertThat(shop.available("a")).as("keys left").isEqualTo(6);
    }

    private static void plans(TestShop shop) {
        shop.sells("p", 9);
        shop.sells("waits", "empty");
        OrderPlan first = shop.keys().plan(Order.of("1", OrderLine.of("1", "p", 4), OrderLine.of("2", "mug", 1)));
        assertThat(first.lines())
                .containsExactly(
                        new OrderPlan.Line("1", ProductRef.of("p"), true, 0, 4, 0),
                        new OrderPlan.Line("2", ProductRef.of("mug"), false, 0, 0, 0));
        assertThat(shop.keys().plan(first.order())).as("nothing came of it").isEqualTo(first);
        shop.keys().fulfil(first.order());
        Order changed =
                Order.of("1", OrderLine.of("1", "p", 3), OrderLine.of("3", "p", 1), OrderLine.of("4", "waits", 2));
        OrderPlan plan = shop.keys().plan(changed);
        assertThat(plan.lines())
                .containsExactly(
                        new OrderPlan.Line("1", ProductRef.of("p"), true, 3, 0, 1),
                        new OrderPlan.Line("3", ProductRef.of("p"), true, 0, 1, 0),
                        new OrderPlan.Line("4", ProductRef.of("waits"), true, 0, 2, 0));
        Fulfilment applied = shop.keys().fulfil(plan.order());
        assertThat(applied.line("1").keys()).hasSize(4);
        assertThat(applied.line("3").keys()).hasSize(1);
        assertThat(applied.waiting()).isEqualTo(2);
        assertThat(shop.keys().plan(plan.order()).lines().get(0).surplus()).isEqualTo(1);
    }

    private static void swapped(TestShop shop) {
        shop.sells("p", 9);
        Fulfilment before = shop.keys()
                .fulfil(Order.of("1", OrderLine.of("1", "p", "gold", 2), OrderLine.of("2", "p", "silver", 1)));
        Order swapped = Order.of("1", OrderLine.of("1", "p", "silver", 2), OrderLine.of("2", "p", "gold", 3));
        assertThatThrownBy(() -> shop.keys().fulfil(swapped)).isInstanceOf(ConflictingOrderException.class);
        assertThatThrownBy(() -> shop.keys().plan(swapped)).isInstanceOf(ConflictingOrderException.class);
        Fulfilment after = shop.orderOnRecord(
                Order.of("1", OrderLine.of("1", "p", "gold", 2), OrderLine.of("2", "p", "silver", 1)));
        assertThat(values(after)).isEqualTo(values(before));
        assertThat(shop.available("p")).as("keys left").isEqualTo(6);
    }

    private static void rearms(TestShop shop) {
        shop.sells("p", 10);
        assertThat(shop.order("1", "p", 8).warnings()).as("warnings at 8 of 10").hasSize(1);
        refund(shop, of("r", 3, RefundPolicy.RETURN_UNREVEALED));
        assertThat(shop.pool("p").usagePercent()).as("used").isEqualTo(50);
        assertThat(shop.order("2", "p", 2).warnings()).as("warnings at 7 of 10").isEmpty();
        assertThat(shop.order("3", "p", 1).warnings())
                .as("warnings at 8 of 10 again")
                .hasSize(1);
        refund(shop, Refund.of("s", "2", "1", 1).with(RefundPolicy.REVOKE));
        assertThat(shop.order("4", "p", 1).warnings())
                .as("revoked keys are used")
                .isEmpty();
    }

    private static void rolledBack(TestShop shop) {
        shop.sells("p", 3);
        Fulfilment before = shop.order("1", "p", 2);
        int events = shop.keys().audit().latest(1_000).size();
        shop.rolledBack(keys -> {
            keys.refund(of("r", 2, RefundPolicy.RETURN_UNREVEALED));
            keys.refund(Refund.of("r", "2", "1", 1));
        });
        assertThat(shop.keys().audit().latest(1_000)).hasSize(events);
        assertThat(values(shop.order("1", "p", 2))).isEqualTo(values(before));
        assertThat(shop.order("2", "p", 1).keys()).hasSize(1);
        assertThat(shop.available("p")).isZero();
        assertThat(refund(shop, of("r", 2, RefundPolicy.RETURN_UNREVEALED)).isNew())
                .isTrue();
    }

    private static void onRecord(TestShop shop) {
        List<String> stock = shop.sells("p", 4);
        shop.sells("p", AssignmentMethod.specificTag("p"), ShortagePolicy.PARTIAL);
        shop.order("1", "p", 2);
        shop.order("1", "p", 3);
        shop.keys().refund(of("r", 1, RefundPolicy.REVOKE).by(ByHand.ACT));
        KeyId key = find(shop, stock.get(2)).id();
        var events = shop.onAnotherNode().audit().latest(1_000);
        assertThat(events)
                .filteredOn(LineChanged.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    LineChanged changed = (LineChanged) event;
                    assertThat(changed.quantityBefore()).isEqualTo(2);
                    assertThat(changed.quantity()).isEqualTo(3);
                });
        assertThat(events)
                .filteredOn(LineRefunded.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    LineRefunded refunded = (LineRefunded) event;
                    assertThat(refunded.act()).contains(ByHand.ACT);
                    assertThat(refunded.refundId()).isEqualTo("r");
                    assertThat(refunded.units()).isEqualTo(1);
                    assertThat(refunded.policy()).isEqualTo(RefundPolicy.REVOKE);
                });
        assertThat(events)
                .filteredOn(KeyWithdrawn.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    KeyWithdrawn withdrawn = (KeyWithdrawn) event;
                    assertThat(withdrawn.aboutKey()).contains(key);
                    assertThat(withdrawn.act()).contains(ByHand.ACT);
                    assertThat(withdrawn.withdrawal()).isEqualTo(Withdrawal.REVOKE);
                    assertThat(withdrawn.orderId() + "/" + withdrawn.lineId()).isEqualTo("1/1");
                });
        assertThat(shop.keys().audit().history(key).events()).hasSize(1);
    }
}
