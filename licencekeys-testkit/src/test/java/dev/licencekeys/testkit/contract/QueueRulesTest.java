package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeysImported;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who waits for keys is served by core's own rules, whatever the store; so is whoever waits for news. */
class QueueRulesTest {
    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();
    private final TestShop shop = new TestShop(() -> store, 1);
    private final LicenceKeys keys = shop.keys();

    @Test
    void whoeverWaitsIsServedThoughItsProductLostItsSettings() {
        shop.sells("p", "p");
        shop.order("1", "p", 1);
        keys.products().remove(ProductRef.of("p"));
        shop.upload("p", 1);
        assertThat(keys.orders().lines("1").get(0).keys()).hasSize(1);
    }

    @Test
    void whoeverNeedsMoreThanThereIsHoldsUpNobody() {
        keys.stock().createPool("p");
        shop.sells("bundle", AssignmentMethod.specificTag("p"), ShortagePolicy.ALL_OR_NOTHING);
        shop.sellsFrom("single", "p");
        for (int order = 1; order <= 100; order++) {
            shop.order("" + order, "bundle", 2);
        }
        shop.order("last", "single", 1);
        shop.upload("p", 1);
        assertThat(keys.orders().lines("last").get(0).keys()).hasSize(1);
    }

    @Test
    void whatHappensIsDeliveredAtOnce() throws InterruptedException {
        BlockingQueue<Event> told = new LinkedBlockingQueue<>();
        EventDelivery.Builder delivery =
                keys.delivery().to("somebody", told::add).every(Duration.ofDays(1));
        try (EventDelivery started = delivery.start()) {
            shop.upload("a", 1);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(KeysImported.class);
            shop.sells("p", "none");
            shop.order("1", "p", 1);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(LineWaits.class);
            assertThat(started.parked(10)).isEmpty();
        }
    }
}
