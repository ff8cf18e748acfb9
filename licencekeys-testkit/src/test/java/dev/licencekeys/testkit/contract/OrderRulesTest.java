package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.OrderPlan;
import dev.licencekeys.Outcome;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineChanged;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What core decides for an order by itself, whatever the store. */
class OrderRulesTest {
    private static final KeyProtection PROTECTION = KeyProtection.plaintext();

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    /** Keys lie there that nobody was given, though lines wait: as after a transaction that took keys and was rolled back. */
    static void free(TestShop shop, String tag, String... values) {
        Pool pool = Pool.tagged(tag);
        shop.store().<Map<Pool, PoolRow>>transact(tx -> {
            Map<Pool, PoolRow> pools = tx.lockPools(shop.id(), Set.of(pool));
            PoolRow row = pools.getOrDefault(pool, PoolRow.empty(0, pool, tx.defaultThreshold(shop.id())));
            for (String value : values) {
                KeyId id = new KeyId(UUID.randomUUID());
                NewKey key = new NewKey(
                        id,
                        PROTECTION.seal(shop.id(), id, value),
                        PROTECTION.fingerprint(shop.id(), value),
                        new UUID(9, 9),
                        "",
                        Instant.EPOCH);
                tx.addKeys(shop.id(), List.of(key));
                tx.addStock(shop.id(), List.of(new StockRow(row.id(), row.nextPosition(), id, key.value())));
                row = row.withAdded(1);
            }
            tx.savePools(shop.id(), List.of(row));
            return pools;
        });
    }

    @Test
    void whoWaitsIsServedBeforeTheOrderThatComesUponFreedKeys() {
        shop.sells("p", "p");
        shop.order("1", "p", 2);
        free(shop, "p", "one", "two", "three");
        assertThat(values(shop.order("2", "p", 2))).containsExactly("three");
        assertThat(values(shop.order("1", "p", 2))).containsExactly("one", "two");
    }

    @Test
    void keysForWhichTheOrderItselfHadWaitedAreNew() {
        shop.sells("p", 1);
        shop.order("1", "p", 2);
        free(shop, "p", "freed");
        Fulfilment answer = shop.order("1", "p", 2);
        assertThat(values(answer)).containsExactly("p-1", "freed");
        assertThat(answer.keys()).extracting(AssignedKey::isNew).containsExactly(false, true);
        assertThat(shop.order("1", "p", 2).keys())
                .extracting(AssignedKey::isNew)
                .containsExactly(false, false);
    }

    @Test
    void otherPoolsAreNotLookedAtForWhoWaits() {
        shop.sells("p", "p");
        shop.sells("q", 2);
        shop.order("1", "p", 1);
        free(shop, "p", "freed");
        assertThat(values(shop.order("2", "q", 1))).containsExactly("q-1");
        assertThat(keys.orders().lines("1")).extracting(LineRecord::waiting).containsExactly(1);
    }

    @Test
    void testsAndRealOrdersAreToldApart() {
        shop.sells("p", 2);
        Order order = Order.of("1", OrderLine.of("1", "p", 1));
        Order other = Order.of("2", OrderLine.of("1", "p", 1));
        keys.fulfil(order);
        keys.fulfil(other.asTest());
        assertThatThrownBy(() -> keys.fulfil(order.asTest()))
                .isInstanceOf(ConflictingOrderException.class)
                .hasMessageContaining("is on record as a real order, but now comes as a test");
        assertThatThrownBy(() -> keys.fulfil(other))
                .isInstanceOf(ConflictingOrderException.class)
                .hasMessageContaining("is on record as a test, but now comes as a real order");
    }

    @Test
    void aRefusedOrderTakesNoWarningFromTheOthers() {
        shop.sells("p", 5);
        shop.sells("q", 5);
        shop.order("refused", "q", 1);
        List<Outcome> outcomes = keys.fulfilAll(List.of(
                Order.of("refused", OrderLine.of("1", "p", 1)),
                Order.of("1", OrderLine.of("1", "p", 4)),
                Order.of("2", OrderLine.of("1", "p", 1))));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(1).orElseThrow().warnings())
                .extracting(warning -> warning.pool())
                .containsExactly(Pool.tagged("p"));
        assertThat(outcomes.get(2).orElseThrow().warnings()).isEmpty();
    }

    @Test
    void theLinesOfAnOrderAreListedById() {
        shop.sells("p", 20);
        keys.fulfil(Order.of(
                "1",
                Stream.of("c", "a", "k", "b", "z", "d", "y", "e")
                        .map(id -> OrderLine.of(id, "p", 1))
                        .toList()));
        assertThat(keys.orders().lines("1"))
                .extracting(LineRecord::lineId)
                .isSorted()
                .hasSize(8);
    }

    @Test
    void aPlaceInAListIsReadAsItWasWritten() {
        shop.sells("p", 1);
        shop.order("1", "p", 1);
        for (LineCursor place : List.of(
                LineCursor.before(Instant.EPOCH),
                keys.orders().lines("1").get(0).cursor())) {
            assertThat(LineCursor.parse(place.toString())).isEqualTo(place);
        }
        for (String other : List.of("", "1", "1.MQ", "x.MQ.MQ", "1.MQ.IA", "1.*.MQ", "99999999999999999999.MQ.MQ")) {
            assertThatThrownBy(() -> LineCursor.parse(other)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void everyLineOfACustomerIsErasedAndNoneOfAnother() {
        keys.products().set("p", AssignmentMethod.autoGenerated());
        for (int order = 0; order < 1_010; order++) {
            keys.fulfil(Order.of("a" + order, OrderLine.of("1", "p", 1)).forCustomer("anna"));
        }
        keys.fulfil(Order.of("b", OrderLine.of("1", "p", 1)).forCustomer("berta"));
        assertThat(keys.orders().erase("anna", new Act("who", ""))).isEqualTo(1_010);
        assertThat(keys.orders().lines("b").get(0).customer()).contains("berta");
        assertThat(keys.orders().erase("anna", new Act("who", ""))).isZero();
    }

    @Test
    void aCustomerWhoWasErasedIsNotNamedAgain() {
        shop.sells("p", 3);
        Order order = Order.of("1", OrderLine.of("1", "p", 1)).forCustomer("anna");
        keys.fulfil(order);
        keys.orders().erase("anna", new Act("who", ""));
        keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2)).forCustomer("anna"));
        assertThat(keys.orders().lines("1").get(0).customer()).isEmpty();
        assertThat(keys.orders().lines("1").get(0).keys()).hasSize(2);
    }

    private List<Event> newEvents(Runnable call) {
        List<Event> before = shop.eventsButImports();
        call.run();
        List<Event> after = shop.eventsButImports();
        return after.subList(0, after.size() - before.size());
    }

    @Test
    void aLineThatChangesSaysWhatOfItDid() {
        shop.sells("p", 3);
        shop.order("1", "p", 3);
        assertThat(newEvents(() -> shop.order("1", "p", 3))).as("a repeat").isEmpty();
        assertThat(newEvents(() -> shop.order("1", "p", 2)))
                .singleElement()
                .isInstanceOfSatisfying(LineChanged.class, changed -> {
                    assertThat(changed.quantityBefore()).isEqualTo(3);
                    assertThat(changed.quantity()).isEqualTo(2);
                });
        OrderLine refunded = OrderLine.of("1", "p", 2).refunded(1);
        assertThat(newEvents(() -> keys.fulfil(Order.of("1", refunded))))
                .singleElement()
                .isInstanceOfSatisfying(LineChanged.class, changed -> {
                    assertThat(changed.refundedBefore()).isZero();
                    assertThat(changed.refunded()).isEqualTo(1);
                });
    }

    @Test
    void aLineThatWaitsSaysForHowManyKeysAndWhatItGets() {
        shop.sells("p", "p");
        assertThat(newEvents(() -> shop.order("1", "p", 3)))
                .singleElement()
                .isInstanceOfSatisfying(
                        LineWaits.class, waits -> assertThat(waits.keys()).isEqualTo(3));
        assertThat(newEvents(() -> shop.order("1", "p", 4)))
                .as("more, and still none")
                .hasSize(2)
                .hasOnlyElementsOfTypes(LineChanged.class, LineWaits.class);
        keys.products().set("p", AssignmentMethod.specificTag("p").thenGenerated());
        free(shop, "p", "one", "two");
        assertThat(newEvents(() -> shop.order("1", "p", 4)))
                .filteredOn(LineFilled.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(LineFilled.class, filled -> {
                    assertThat(filled.keys()).isEqualTo(4);
                    assertThat(filled.waiting()).isZero();
                });
    }

    @Test
    void aPlanIsSettledWhenNothingIsToBeAdded() {
        shop.sells("p", 3);
        Order order = Order.of("1", OrderLine.of("1", "p", 2), OrderLine.of("2", "nothing", 1));
        OrderPlan before = keys.plan(order);
        assertThat(before.isSettled()).isFalse();
        assertThat(before.lines()).extracting(OrderPlan.Line::carriesKeys).containsExactly(true, false);
        assertThat(before.lines()).extracting(OrderPlan.Line::add).containsExactly(2, 0);
        keys.fulfil(order);
        assertThat(keys.plan(order).isSettled()).isTrue();
        OrderPlan fewer = keys.plan(Order.of("1", OrderLine.of("1", "p", 1)));
        assertThat(fewer.isSettled()).isTrue();
        assertThat(fewer.lines()).containsExactly(new OrderPlan.Line("1", ProductRef.of("p"), true, 1, 0, 1));
        assertThatThrownBy(() -> keys.plan(Order.of("1", OrderLine.of("1", "other", 2))))
                .isInstanceOf(ConflictingOrderException.class);
    }

    @Test
    void theTimeThatIsToldOfOrdersIsPartOfTheCallers() {
        List<Duration> told = new ArrayList<>();
        LicenceKeys measured = LicenceKeys.builder(shop.store(), PROTECTION)
                .shop(shop.id())
                .metrics(new Metrics() {
                    @Override
                    public void ordersServed(String id, int orders, Duration took) {
                        told.add(took);
                    }
                })
                .build();
        shop.sells("p", 1);
        long began = System.nanoTime();
        measured.fulfil(Order.of("1", OrderLine.of("1", "p", 1)));
        Duration whole = Duration.ofNanos(System.nanoTime() - began);
        assertThat(told).singleElement().satisfies(took -> assertThat(took).isBetween(Duration.ZERO, whole));
    }

    @Test
    void aTestWaitsForNobodysKeys() {
        shop.sells("p", "p");
        keys.fulfil(Order.of("test", OrderLine.of("1", "p", 1)).asTest());
        keys.products().remove(ProductRef.of("p"));
        Order more = Order.of("test", OrderLine.of("1", "p", 2)).asTest();
        assertThat(keys.fulfil(more).waiting())
                .as("of a product without settings")
                .isEqualTo(1);
        shop.sells("p", "p");
        assertThat(shop.order("real", "p", 1).waiting()).isEqualTo(1);
        assertThat(keys.fulfil(more).keys()).hasSize(2);
    }
}
