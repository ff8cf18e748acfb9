package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.metrics.OrderOutcome;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which one word monitoring is told of an order. */
class OrderOutcomesTest {
    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final List<String> told = new ArrayList<>();
    private final LicenceKeys keys = LicenceKeys.builder(shop.store(), KeyProtection.plaintext())
            .shop(shop.id())
            .clock(shop.clock())
            .metrics(new Metrics() {
                @Override
                public void orderAnswered(String id, OrderOutcome outcome, int newKeys, int waiting) {
                    told.add(outcome + ", " + newKeys + " new, " + waiting + " wait");
                }
            })
            .build();

    private String outcome(String order, OrderLine... lines) {
        told.clear();
        keys.fulfil(Order.of(order, Arrays.asList(lines)));
        assertThat(told).as("facts of one order").hasSize(1);
        return told.get(0);
    }

    private static OrderLine line(String product, int quantity) {
        return OrderLine.of("line-of-" + product, product, quantity);
    }

    @Test
    void whatIsNewOrChangedIsFulfilledAndWhatIsNotIsARepeat() {
        shop.sells("p", 5);
        assertThat(outcome("1", line("p", 1))).isEqualTo("FULFILLED, 1 new, 0 wait");
        assertThat(outcome("1", line("p", 1))).isEqualTo("REPEATED, 0 new, 0 wait");
        assertThat(outcome("1", line("p", 3))).isEqualTo("FULFILLED, 2 new, 0 wait");
        assertThat(outcome("1", line("p", 2))).as("less").isEqualTo("FULFILLED, 0 new, 0 wait");
        assertThat(outcome("1", line("p", 2))).isEqualTo("REPEATED, 0 new, 0 wait");
        keys.refund(Refund.of("r", "1", line("p", 2).id(), 1));
        assertThat(outcome("1", line("p", 2))).as("after a refund").isEqualTo("REPEATED, 0 new, 0 wait");
    }

    @Test
    void whoWaitsAndGetsNothingRepeats() {
        shop.sells("p", 1);
        assertThat(outcome("1", line("p", 3))).isEqualTo("WAITING, 1 new, 2 wait");
        assertThat(outcome("1", line("p", 3))).isEqualTo("REPEATED, 0 new, 2 wait");
        assertThat(outcome("1", line("p", 4))).as("more").isEqualTo("WAITING, 0 new, 3 wait");
        shop.upload("p", 1);
        assertThat(outcome("1", line("p", 4))).as("served meanwhile").isEqualTo("REPEATED, 0 new, 2 wait");
    }

    @Test
    void whoGetsWhatItWaitedForIsNoRepeat() {
        shop.sells("p", "p");
        assertThat(outcome("1", line("p", 2))).isEqualTo("WAITING, 0 new, 2 wait");
        keys.products().set("p", AssignmentMethod.specificTag("p").thenGenerated());
        assertThat(outcome("1", line("p", 2))).isEqualTo("FULFILLED, 2 new, 0 wait");
    }

    @Test
    void whoGetsKeysThatLayThereIsNoRepeat() {
        shop.sells("p", "p");
        assertThat(outcome("1", line("p", 2))).isEqualTo("WAITING, 0 new, 2 wait");
        OrderRulesTest.free(shop, "p", "one");
        assertThat(outcome("1", line("p", 2))).isEqualTo("WAITING, 1 new, 1 wait");
        OrderRulesTest.free(shop, "p", "two");
        assertThat(outcome("1", line("p", 2))).isEqualTo("FULFILLED, 1 new, 0 wait");
    }

    @Test
    void oneLineThatChangesMakesAnOrderNoRepeat() {
        shop.sells("p", 5);
        shop.sells("q", 5);
        assertThat(outcome("1", line("p", 1), line("q", 1))).isEqualTo("FULFILLED, 2 new, 0 wait");
        assertThat(outcome("1", line("p", 2), line("q", 1))).isEqualTo("FULFILLED, 1 new, 0 wait");
        assertThat(outcome("1", line("p", 2), line("q", 2))).isEqualTo("FULFILLED, 1 new, 0 wait");
        assertThat(outcome("1", line("p", 2), line("q", 2))).isEqualTo("REPEATED, 0 new, 0 wait");
    }

    @Test
    void linesWithoutKeysSayNothingBesideOthers() {
        shop.sells("p", 5);
        assertThat(outcome("1", line("mug", 1))).isEqualTo("NO_KEYS, 0 new, 0 wait");
        assertThat(outcome("1", line("mug", 1))).isEqualTo("NO_KEYS, 0 new, 0 wait");
        assertThat(outcome("2", line("mug", 1), line("p", 1))).isEqualTo("FULFILLED, 1 new, 0 wait");
        assertThat(outcome("2", line("mug", 1), line("p", 1))).isEqualTo("REPEATED, 0 new, 0 wait");
        shop.sells("none", "none");
        assertThat(outcome("2", line("mug", 1), line("p", 1), line("none", 1)))
                .as("one line more")
                .isEqualTo("WAITING, 0 new, 1 wait");
    }

    @Test
    void whatIsNotToWaitIsRejectedEachTime() {
        shop.sells("p", 1);
        shop.sells("p", AssignmentMethod.specificTag("p"), ShortagePolicy.REJECT);
        assertThat(outcome("1", line("p", 2))).startsWith("REJECTED, 0 new");
        assertThat(outcome("1", line("p", 2))).startsWith("REJECTED, 0 new");
        assertThat(outcome("1", line("p", 1))).isEqualTo("FULFILLED, 1 new, 0 wait");
    }

    @Test
    void whatContradictsTheRecordIsRefused() {
        shop.sells("p", 1);
        shop.sells("q", 1);
        assertThat(outcome("1", OrderLine.of("1", "p", 1))).isEqualTo("FULFILLED, 1 new, 0 wait");
        told.clear();
        assertThatThrownBy(() -> keys.fulfil(Order.of("1", OrderLine.of("1", "q", 1))))
                .isInstanceOf(ConflictingOrderException.class);
        assertThat(told).containsExactly("REFUSED, 0 new, 0 wait");
    }
}
