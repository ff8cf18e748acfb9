package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment.Status;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import java.util.List;

/** Orders by which a merchant tries the shop. */
final class TestOrders {
    static final List<Contract> CONTRACTS = List.of(
            contract("a test order gets marked keys, and takes none from stock", TestOrders::takesNothing),
            contract("a test order waits for nothing", TestOrders::waitsForNothing),
            contract("a test order is repeated, raised and refunded like any other", TestOrders::isAnOrder),
            contract("a line does not change between test and real", TestOrders::conflicts),
            contract("a test key is never genuine", TestOrders::notGenuine));

    private TestOrders() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("test orders", name, Promise.EVERY_UNIT_ANSWERED, body);
    }

    private static Order test(String id, OrderLine... lines) {
        return Order.of(id, lines).asTest();
    }

    private static void takesNothing(TestShop shop) {
        List<String> stock = shop.sells("p", 10);
        PoolStock before = shop.pool("p");
        Fulfilment answer = shop.keys().fulfil(test("1", OrderLine.of("1", "p", 9), OrderLine.of("2", "mug", 1)));
        assertThat(values(answer.line("1")))
                .hasSize(9)
                .doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("TEST-"));
        assertThat(answer.line("2").status()).isEqualTo(Status.NO_KEYS);
        assertThat(answer.warnings()).isEmpty();
        assertThat(shop.pool("p")).isEqualTo(before);
        assertThat(values(shop.order("2", "p", 1))).containsExactly(stock.get(0));
        assertThat(shop.keys().orders().lines("1")).allMatch(line -> line.test());
        assertThat(shop.keys().orders().lines("2")).noneMatch(line -> line.test());
    }

    private static void waitsForNothing(TestShop shop) {
        shop.sells("p", "empty");
        shop.order("1", "p", 1);
        assertThat(shop.keys().fulfil(test("2", OrderLine.of("1", "p", 2))).isComplete())
                .isTrue();
        shop.sells("p", AssignmentMethod.specificTag("empty"), ShortagePolicy.REJECT);
        assertThat(shop.keys().fulfil(test("3", OrderLine.of("1", "p", 2))).keys())
                .hasSize(2);
        assertThat(shop.pool("empty").waitingLines()).isEqualTo(1);
    }

    private static void isAnOrder(TestShop shop) {
        shop.sells("p", 3);
        Fulfilment first = shop.orderOnRecord(test("1", OrderLine.of("1", "p", 2)));
        Fulfilment raised = shop.orderOnRecord(test("1", OrderLine.of("1", "p", 3)));
        assertThat(values(raised).subList(0, 2)).isEqualTo(values(first));
        assertThat(raised.keys()).hasSize(3);
        shop.keys().refund(Refund.of("r", "1", "1", 1).with(RefundPolicy.RETURN_UNREVEALED));
        assertThat(shop.keys().fulfil(test("1", OrderLine.of("1", "p", 3))).keys())
                .hasSize(2);
        KeyRecord key = shop.keys().orders().lines("1").get(0).keys().get(0);
        shop.keys().support().replace(key.id(), Withdrawal.REVOKE, ByHand.ACT);
        assertThat(values(shop.keys().fulfil(test("1", OrderLine.of("1", "p", 3)))))
                .hasSize(2)
                .allMatch(value -> value.startsWith("TEST-"));
        assertThat(shop.available("p")).as("keys left").isEqualTo(3);
    }

    private static void conflicts(TestShop shop) {
        shop.sells("p", 3);
        Order real = Order.of("1", OrderLine.of("1", "p", 1));
        Order test = test("2", OrderLine.of("1", "p", 1));
        shop.keys().fulfil(real);
        shop.keys().fulfil(test);
        assertThatThrownBy(() -> shop.keys().fulfil(real.asTest()))
                .isInstanceOf(ConflictingOrderException.class)
                .hasMessageContaining("as a real order");
        assertThatThrownBy(() -> shop.order("2", "p", 1))
                .isInstanceOf(ConflictingOrderException.class)
                .hasMessageContaining("as a test");
        assertThat(shop.available("p")).as("keys left").isEqualTo(2);
    }

    private static void notGenuine(TestShop shop) {
        shop.sells("p", 1);
        String key =
                values(shop.keys().fulfil(test("1", OrderLine.of("1", "p", 1)))).get(0);
        KeyRecord record = shop.onAnotherNode().verifier().verify(key).orElseThrow();
        assertThat(record.origin()).isEqualTo(KeyOrigin.TEST);
        assertThat(record.state()).isEqualTo(KeyState.ASSIGNED);
        assertThat(record.holder().orElseThrow().orderId()).isEqualTo("1");
        assertThat(shop.keys().verifier().isGenuine(key, "somebody")).isFalse();
    }
}
