package dev.licencekeys.testkit.contract;

import static dev.licencekeys.testkit.contract.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is owed to a line, by refunds and by acts by hand on it: core's own arithmetic, whatever the store. */
class SupportRulesTest {
    private static final Act ACT = new Act("who", "why");

    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    private KeyId id(String value) {
        return keys.inventory().find(value).orElseThrow().id();
    }

    private LineRecord line(String order) {
        return keys.orders().lines(order).get(0);
    }

    @Test
    void aKeyComesBackToALineOfWhichSeveralWereTaken() {
        List<String> stock = shop.sells("p", 3);
        shop.order("1", "p", 4);
        keys.support().revoke(id(stock.get(0)), ACT);
        keys.support().revoke(id(stock.get(1)), ACT);
        assertThat(line("1").withdrawn()).isEqualTo(2);
        keys.support().reinstate(id(stock.get(0)), ACT);
        assertThat(line("1").withdrawn()).isEqualTo(1);
        assertThat(line("1").waiting()).isEqualTo(1);
        shop.upload("p", 2);
        assertThat(values(shop.order("1", "p", 4))).hasSize(3);
    }

    @Test
    void aKeyThatComesBackIsWaitedForNoMore() {
        List<String> stock = shop.sells("p", 2);
        List<String> others = shop.upload("other", 1);
        shop.order("1", "p", 3);
        keys.support().replaceWith(id(stock.get(0)), id(others.get(0)), Withdrawal.REVOKE, ACT);
        assertThat(line("1").waiting()).isEqualTo(1);
        keys.support().reinstate(id(stock.get(0)), ACT);
        assertThat(line("1").waiting()).isZero();
        assertThatThrownBy(() -> keys.support().reinstate(id(stock.get(0)), ACT))
                .isInstanceOf(ActRefusedException.class);
        shop.upload("p", 1);
        assertThat(shop.available("p")).isEqualTo(1);
    }

    @Test
    void asManyKeysComeBackAsUnitsAndKeysPerUnitAllow() {
        shop.sells("p", 3);
        ProductSettings two =
                ProductSettings.of(AssignmentMethod.specificTag("p")).withKeysPerUnit(2);
        keys.products().set(ProductRef.of("p"), two);
        List<String> given = values(shop.order("1", "p", 1));
        keys.support().revoke(id(given.get(1)), ACT);
        assertThat(keys.support().reinstate(id(given.get(1)), ACT).key().reveal())
                .isEqualTo(given.get(1));
        assertThat(line("1").keys()).hasSize(2);
    }

    @Test
    void keysThatExpiredOnTheWayAreNotCountedWhereTheOldOneReturns() {
        shop.sells("p", "p");
        Instant end = Instant.parse("2026-06-01T00:00:00Z");
        keys.stock()
                .importKeys(
                        intake -> {
                            intake.accept(new Entry(1, "old", "", ""));
                            intake.accept(new Entry(2, "expiring", "", "", Optional.of(end)));
                            intake.accept(new Entry(3, "next", "", ""));
                        },
                        ImportOptions.into("p"));
        shop.order("1", "p", 1);
        shop.clock().set(end);
        keys.support().replace(id("old"), Withdrawal.RETURN, ACT);
        assertThat(shop.pool("p").total()).isEqualTo(2);
        assertThat(values(shop.order("2", "p", 2))).containsExactly("old");
        assertThat(shop.pool("p").used()).isEqualTo(2);
    }

    @Test
    void aLineThatNeverCameIsGivenNothing() {
        List<String> stock = shop.sells("p", 1);
        keys.refund(Refund.of("r", "1", "1", 1));
        assertThatThrownBy(() -> keys.support().assign(id(stock.get(0)), "1", "1", ACT))
                .isInstanceOf(ActRefusedException.class)
                .hasMessage("order \"1\", line \"1\" is not on record; fulfil its order first");
    }

    @Test
    void keysDoNotMoveBetweenTestsAndRealOrders() {
        shop.sells("p", "p");
        String made = values(
                        keys.fulfil(Order.of("t", OrderLine.of("1", "p", 1)).asTest()))
                .get(0);
        shop.order("1", "p", 1);
        assertThat(line("1").waiting()).isEqualTo(1);
        assertThatThrownBy(() -> keys.support().move(id(made), "1", "1", ACT))
                .isInstanceOf(ActRefusedException.class)
                .hasMessage("keys don't move between test orders and real ones");
    }

    @Test
    void aRefundIsKnownLineByLine() {
        shop.sells("p", 4);
        keys.fulfil(Order.of("1", OrderLine.of("1", "p", 2), OrderLine.of("2", "p", 2)));
        keys.refund(new Refund("r", "1", List.of(new Refund.Part("1", 1)), RefundPolicy.KEEP, Optional.empty()));
        keys.refund(new Refund(
                "r",
                "1",
                List.of(new Refund.Part("1", 1), new Refund.Part("2", 1)),
                RefundPolicy.KEEP,
                Optional.empty()));
        assertThat(keys.orders().lines("1")).extracting(LineRecord::refunded).containsExactly(1, 1);
    }
}
