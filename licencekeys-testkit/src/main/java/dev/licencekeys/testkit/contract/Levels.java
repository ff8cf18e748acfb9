package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.Forecast;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import java.time.Duration;
import java.util.List;

/** Several levels, the shop's default, the last key, and how long the keys last. */
final class Levels {
    static final List<Contract> CONTRACTS = List.of(
            contract("each level warns, by percentage or by keys left", Levels::each),
            contract("an order that reaches several levels warns of the last of them", Levels::jump),
            contract("the untagged pool warns as others do", Levels::untagged),
            contract("a pool without a policy of its own follows the shop's default", Levels::byDefault),
            contract("a policy of a pool's own stays when the default changes, until it follows again", Levels::own),
            contract("switched off nobody is warned, switched on at once of what is reached", Levels::switched),
            contract("keys that are taken out by hand warn", Levels::byHand),
            contract("the last key is told once, and again after keys came", Levels::exhausted),
            contract("a key for another of the same pool tells nothing", Levels::exchanged),
            contract("what was rolled back exhausted nothing", Levels::rolledBack),
            contract("how long keys last is reckoned from how fast they went", Levels::forecast));

    private static final Act ACT = new Act("somebody", "contract");

    private Levels() {}

    private static Contract contract(String name, Contract.Body body) {
        return new Contract("thresholds, levels", name, Promise.ONE_WARNING, body);
    }

    private static List<ThresholdLevel> levels(List<ThresholdReached> warnings) {
        return warnings.stream().map(ThresholdReached::level).toList();
    }

    private static List<ThresholdLevel> warned(Fulfilment answer) {
        return levels(answer.warnings());
    }

    /** How often it was told that a pool is exhausted. */
    private static long exhaustions(TestShop shop) {
        return shop.eventsButImports().stream()
                .filter(PoolExhausted.class::isInstance)
                .count();
    }

    private static void warnAt(TestShop shop, ThresholdPolicy policy) {
        shop.keys().stock().warnAt(Pool.tagged("p"), policy);
    }

    private static void each(TestShop shop) {
        shop.sells("p", 20);
        warnAt(shop, ThresholdPolicy.atPercent(50, 80).and(ThresholdLevel.keysLeft(2)));
        assertThat(warned(shop.order("1", "p", 9))).as("at 9 of 20").isEmpty();
        assertThat(warned(shop.order("2", "p", 1))).containsExactly(ThresholdLevel.percent(50));
        assertThat(warned(shop.order("3", "p", 5))).as("at 15 of 20").isEmpty();
        assertThat(warned(shop.order("4", "p", 1))).containsExactly(ThresholdLevel.percent(80));
        assertThat(warned(shop.order("5", "p", 1))).as("at 17 of 20").isEmpty();
        assertThat(warned(shop.order("6", "p", 1))).containsExactly(ThresholdLevel.keysLeft(2));
        assertThat(warned(shop.order("7", "p", 2))).as("at 20 of 20").isEmpty();
        shop.upload("p", 1);
        assertThat(warned(shop.order("8", "p", 1)))
                .as("with one of two keys left")
                .isEmpty();
        shop.upload("p", 3);
        assertThat(warned(shop.order("9", "p", 1))).containsExactly(ThresholdLevel.keysLeft(2));
        assertThat(shop.pool("p").threshold())
                .isEqualTo(ThresholdPolicy.atPercent(80, 50).and(ThresholdLevel.keysLeft(2)));
    }

    private static void jump(TestShop shop) {
        shop.sells("p", 20);
        warnAt(shop, ThresholdPolicy.atPercent(50, 80).and(ThresholdLevel.keysLeft(2)));
        List<ThresholdReached> warnings = shop.order("1", "p", 17).warnings();
        assertThat(levels(warnings)).containsExactly(ThresholdLevel.percent(80));
        assertThat(warnings.get(0).available()).as("keys left").isEqualTo(3);
        assertThat(warned(shop.order("2", "p", 3))).containsExactly(ThresholdLevel.keysLeft(2));
        assertThat(exhaustions(shop)).as("exhaustions").isEqualTo(1);
    }

    private static void untagged(TestShop shop) {
        shop.upload(Pool.untagged(), 5);
        shop.keys().products().set("p", AssignmentMethod.noTag());
        shop.keys().stock().warnAt(Pool.untagged(), ThresholdPolicy.atKeysLeft(3));
        List<ThresholdReached> warnings = shop.order("1", "p", 2).warnings();
        assertThat(levels(warnings)).containsExactly(ThresholdLevel.keysLeft(3));
        assertThat(warnings.get(0).pool()).isEqualTo(Pool.untagged());
    }

    private static void byDefault(TestShop shop) {
        shop.sells("p", 10);
        shop.sells("q", 10);
        assertThat(shop.keys().stock().defaultThreshold()).isEqualTo(ThresholdPolicy.DEFAULT);
        assertThat(shop.pool("p").followsDefault()).isTrue();
        shop.order("1", "q", 5);
        ThresholdPolicy half = ThresholdPolicy.atPercent(50);
        List<ThresholdReached> warnings = shop.onAnotherNode().stock().warnByDefault(half);
        assertThat(warnings).extracting(ThresholdReached::pool).containsExactly(Pool.tagged("q"));
        assertThat(shop.keys().stock().defaultThreshold()).isEqualTo(half);
        assertThat(shop.pool("p").threshold()).isEqualTo(half);
        assertThat(warned(shop.order("2", "p", 5))).containsExactly(ThresholdLevel.percent(50));
        shop.sells("new", 2);
        assertThat(shop.pool("new").threshold()).isEqualTo(half);
        assertThat(warned(shop.order("3", "new", 1))).containsExactly(ThresholdLevel.percent(50));
        assertThat(shop.neighbour().keys().stock().defaultThreshold())
                .as("another shop's default")
                .isEqualTo(ThresholdPolicy.DEFAULT);
    }

    private static void own(TestShop shop) {
        shop.sells("p", 10);
        ThresholdPolicy own = ThresholdPolicy.atPercent(90);
        warnAt(shop, own);
        assertThat(shop.pool("p").followsDefault()).isFalse();
        shop.keys().stock().warnByDefault(ThresholdPolicy.atPercent(20));
        assertThat(shop.pool("p").threshold()).isEqualTo(own);
        assertThat(warned(shop.order("1", "p", 5))).as("at 50 %").isEmpty();
        assertThat(levels(shop.keys().stock().warnAsByDefault(Pool.tagged("p"))))
                .containsExactly(ThresholdLevel.percent(20));
        assertThat(shop.pool("p").followsDefault()).isTrue();
        shop.keys().stock().warnByDefault(ThresholdPolicy.atPercent(60));
        assertThat(warned(shop.order("2", "p", 1))).containsExactly(ThresholdLevel.percent(60));
        assertThatThrownBy(() -> shop.keys().stock().warnAsByDefault(Pool.tagged("unknown")))
                .isInstanceOf(UnknownPoolException.class);
    }

    private static void switched(TestShop shop) {
        shop.sells("p", 10);
        warnAt(shop, ThresholdPolicy.atPercent(50, 70).off());
        assertThat(warned(shop.order("1", "p", 8))).as("when it is off").isEmpty();
        assertThat(levels(shop.keys().stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atPercent(50, 70))))
                .as("when it is switched on")
                .containsExactly(ThresholdLevel.percent(70));
        warnAt(shop, ThresholdPolicy.OFF);
        shop.order("2", "p", 2);
        assertThat(exhaustions(shop)).as("exhaustions, when warnings are off").isEqualTo(1);
    }

    private static void byHand(TestShop shop) {
        shop.sells("p", 10);
        shop.order("1", "p", 6);
        List<KeyId> some =
                shop.keys().inventory().keys(Pool.tagged("p"), KeyState.AVAILABLE, KeyCursor.START, 3).keys().stream()
                        .map(KeyRecord::id)
                        .toList();
        StockChange change = shop.keys().inventory().retire(some, ACT);
        assertThat(levels(change.warnings())).containsExactly(ThresholdLevel.percent(80));
        shop.keys().inventory().retireAll(Pool.tagged("p"), ACT);
        assertThat(exhaustions(shop)).as("exhaustions").isEqualTo(1);
    }

    private static void exhausted(TestShop shop) {
        shop.sells("p", 3);
        shop.order("1", "p", 2);
        assertThat(exhaustions(shop)).as("with a key left").isZero();
        shop.order("2", "p", 1);
        assertThat(exhaustions(shop)).as("without a key").isEqualTo(1);
        shop.order("3", "p", 1);
        assertThat(exhaustions(shop)).as("after another order").isEqualTo(1);
        shop.upload("p", 1);
        assertThat(exhaustions(shop)).as("after a key that somebody waited for").isEqualTo(2);
        shop.upload("p", 1);
        shop.order("4", "p", 1);
        assertThat(exhaustions(shop)).as("after the last key again").isEqualTo(3);
        PoolExhausted event = shop.eventsButImports().stream()
                .filter(PoolExhausted.class::isInstance)
                .map(PoolExhausted.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(event.pool()).isEqualTo(Pool.tagged("p"));
        assertThat(event.total()).isEqualTo(5);
    }

    private static void exchanged(TestShop shop) {
        shop.sells("p", 5);
        KeyId given = shop.order("1", "p", 4).keys().get(0).id();
        warnAt(shop, ThresholdPolicy.atKeysLeft(2, 1));
        long before = shop.eventsButImports().stream()
                .filter(ThresholdReached.class::isInstance)
                .count();
        shop.keys().support().replace(given, Withdrawal.RETURN, ACT);
        assertThat(exhaustions(shop)).as("exhaustions").isZero();
        assertThat(shop.eventsButImports())
                .filteredOn(ThresholdReached.class::isInstance)
                .hasSize((int) before);
        shop.order("2", "p", 1);
        assertThat(exhaustions(shop)).as("exhaustions by the last key").isEqualTo(1);
    }

    private static void rolledBack(TestShop shop) {
        shop.sells("p", 2);
        shop.rolledBack(keys -> keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2))));
        assertThat(exhaustions(shop)).as("exhaustions that were rolled back").isZero();
        shop.order("2", "p", 2);
        assertThat(exhaustions(shop)).as("exhaustions").isEqualTo(1);
    }

    private static void forecast(TestShop shop) {
        shop.sells("p", 100);
        assertThat(shop.pool("p").forecast()).as("without figures").isEmpty();
        sample(shop);
        shop.order("1", "p", 40);
        assertThat(shop.pool("p").forecast()).as("within the first day").isEmpty();
        shop.clock().set(shop.clock().instant().plus(Duration.ofDays(4)));
        Forecast forecast = shop.pool("p").forecast().orElseThrow();
        assertThat(forecast.keysPerDay()).as("keys per day").isBetween(9.9, 10.0);
        assertThat(forecast.daysLeft()).as("days left").isEqualTo(6);
        ThresholdReached warning = shop.order("2", "p", 40).warnings().get(0);
        assertThat(warning.daysLeft()).as("days left, in the warning").contains(1L);
        // The next figures are of when 80 keys were given; the first ones are too old soon after.
        sample(shop);
        shop.clock().set(shop.clock().instant().plus(Duration.ofDays(11)));
        assertThat(shop.pool("p").forecast()).as("when few were given lately").isEmpty();
    }

    private static void sample(TestShop shop) {
        try (EventDelivery delivery = shop.onAnotherNode().delivery().build()) {
            delivery.deliver();
        }
    }
}
