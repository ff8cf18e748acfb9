package dev.licencekeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever is to hear of an order need not wait until somebody looks. */
class PromptDeliveryTest {
    @Test
    void thatAnOrderWaitsIsDeliveredAtOnce() throws InterruptedException {
        LicenceKeys keys = LicenceKeys.open(new InMemoryLicenceKeyStore(), KeyProtection.plaintext());
        keys.stock().createPool("a");
        keys.products().set("p", AssignmentMethod.specificTag("a"));
        BlockingQueue<Event> received = new LinkedBlockingQueue<>();
        try (EventDelivery delivery = keys.delivery()
                .to("mail", received::add)
                .every(Duration.ofHours(1))
                .start()) {
            assertThat(delivery.parked(1)).isEmpty();
            // The first of them may be met by the look with which a delivery begins.
            for (int order = 1; order <= 3; order++) {
                keys.fulfil(Order.of("order-" + order, OrderLine.of("1", "p", 1)));
                Event event = received.poll(1, TimeUnit.MINUTES);
                assertThat(event).as("event of order %d", order).isInstanceOf(LineWaits.class);
            }
        }
    }
}
