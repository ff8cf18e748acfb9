package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.QuantityTooLargeException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.testkit.arbitrary.Ids;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Calls that can't be meant. */
final class BadInput {
    static final List<Contract> CONTRACTS = List.of(
            contract("each is refused with its own exception, and nothing is written", BadInput::refused),
            contract("ids that are blank, too long or padded are refused", BadInput::ids),
            contract("a bad order among good ones is refused alone", BadInput::refusedAlone),
            contract("the largest quantity is no bad input", BadInput::largestQuantity));

    private BadInput() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("bad input", name, Promise.EVERY_UNIT_ANSWERED, body);
    }

    private static void refused(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        ProductRef bundle = ProductRef.of("bundle");
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag("p"));
        shop.keys().products().set(bundle, settings.withKeysPerUnit(100));
        List<PoolStock> before = shop.keys().stock().pools();

        Map<String, Consumer<LicenceKeys>> invalid = new TreeMap<>();
        invalid.put("quantity 0", keys -> keys.fulfil(order("1", 0)));
        invalid.put("a negative quantity", keys -> keys.fulfil(order("1", -1)));
        invalid.put("the smallest int as quantity", keys -> keys.fulfil(order("1", Integer.MIN_VALUE)));
        invalid.put("an order without lines", keys -> keys.fulfil(Order.of("1")));
        invalid.put(
                "a line id twice",
                keys -> keys.fulfil(Order.of("1", OrderLine.of("1", "p", 1), OrderLine.of("1", "p", 2))));
        invalid.put("a tag in upper case", keys -> keys.stock().upload("Pro", Stream.of("k")));
        invalid.put("a pool in upper case", keys -> keys.stock().createPool("PRO"));
        invalid.put("no percentage", keys -> keys.stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atPercent(101)));
        invalid.put(
                "a negative percentage", keys -> keys.stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atPercent(-1)));
        invalid.put("no keys per unit", keys -> keys.products().set(bundle, settings.withKeysPerUnit(0)));
        invalid.put("too many keys per unit", keys -> keys.products().set(bundle, settings.withKeysPerUnit(101)));
        invalid.put(
                "a source twice",
                keys -> keys.products()
                        .set("p", AssignmentMethod.specificTag("p").thenTag("p")));
        invalid.forEach((what, call) -> require(InvalidInputException.class, what, () -> call.accept(shop.keys())));

        Map<String, Order> large = Map.of(
                "a quantity above the limit", order("1", 1_001),
                "the largest int as quantity", order("1", Integer.MAX_VALUE),
                "too many keys for one line", Order.of("1", OrderLine.of("1", "bundle", 11)));
        large.forEach((what, order) ->
                require(QuantityTooLargeException.class, what, () -> shop.keys().fulfil(order)));

        ThresholdPolicy policy = ThresholdPolicy.OFF;
        Pool nowhere = Pool.tagged("nowhere");
        require(UnknownPoolException.class, "an unknown tag", () -> shop.sellsFrom("p", "nowhere"));
        require(
                UnknownPoolException.class,
                "an unknown pool",
                () -> shop.keys().stock().pool(nowhere));
        require(
                UnknownPoolException.class,
                "no pool to warn of",
                () -> shop.keys().stock().warnAt(nowhere, policy));

        assertThat(shop.keys().stock().pools()).as("pools afterwards").isEqualTo(before);
        assertThat(values(shop.order("1", "p", 5))).isEqualTo(stock);
    }

    private static Order order(String id, int quantity) {
        return Order.of(id, OrderLine.of("1", "p", quantity));
    }

    private static void require(Class<? extends LicenceKeysException> type, String what, Runnable call) {
        assertThatThrownBy(call::run)
                .as(what)
                .isExactlyInstanceOf(type)
                .satisfies(e -> assertThat(((LicenceKeysException) e).isTransient())
                        .as("%s: trying again helps", what)
                        .isFalse());
    }

    private static void ids(TestShop shop) {
        shop.sells("p", 1);
        for (String id : Ids.REFUSED) {
            Stream.<Runnable>of(
                            () -> shop.keys().fulfil(Order.of(id, OrderLine.of("1", "p", 1))),
                            () -> shop.keys().fulfil(Order.of("1", OrderLine.of(id, "p", 1))),
                            () -> shop.keys().fulfil(Order.of("1", OrderLine.of("1", id, 1))),
                            () -> shop.keys().fulfil(Order.of("1", OrderLine.of("1", "p", id, 1))),
                            () -> shop.keys().fulfil(order("1", 1).forCustomer(id)),
                            () -> shop.keys().forShop(id),
                            () -> shop.keys().stock().createPool(id),
                            () -> shop.keys().products().set(id, AssignmentMethod.autoGenerated()))
                    .forEach(call -> require(InvalidInputException.class, "the id \"" + id + "\"", call));
        }
        assertThat(shop.keys().stock().pools()).extracting(PoolStock::pool).containsExactly(Pool.tagged("p"));
        assertThat(shop.order("1", "p", 1).isComplete()).as("complete").isTrue();
    }

    private static void refusedAlone(TestShop shop) {
        List<String> stock = shop.sells("p", 5);
        shop.sells("q", "q");
        shop.order("old", "p", 1);
        List<Outcome> answers = shop.keys()
                .fulfilAll(List.of(
                        order("1", 1),
                        order("2", 1_001),
                        Order.of("old", OrderLine.of("0", "p", 1), OrderLine.of("1", "q", 1)),
                        order("3", 2)));
        assertThat(values(answers.get(0).orElseThrow())).isEqualTo(stock.subList(1, 2));
        assertThat(answers.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isExactlyInstanceOf(QuantityTooLargeException.class));
        assertThat(answers.get(2))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isExactlyInstanceOf(ConflictingOrderException.class));
        assertThat(values(answers.get(3).orElseThrow())).isEqualTo(stock.subList(2, 4));
        assertThat(answers).extracting(Outcome::orderId).containsExactly("1", "2", "old", "3");
        assertThat(shop.available("p")).as("keys left").isEqualTo(1);
    }

    private static void largestQuantity(TestShop shop) {
        shop.sells("p", "p");
        assertThat(shop.order("1", "p", 1_000).waiting()).isEqualTo(1_000);
        assertThat(shop.order("1", "p", 1).waiting()).isEqualTo(1);
    }
}
