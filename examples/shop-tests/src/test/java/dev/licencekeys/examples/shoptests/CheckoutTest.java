package dev.licencekeys.examples.shoptests;

import static dev.licencekeys.testkit.assertion.FulfilmentAssert.assertThat;
import static dev.licencekeys.testkit.assertion.PoolStockAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.testkit.LicenceKeysExtension;
import dev.licencekeys.testkit.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// example: a first test
@ExtendWith(LicenceKeysExtension.class)
class CheckoutTest {
    private final List<String> mails = new ArrayList<>();

    @Test
    void whatIsShortFollowsAndNothingIsMailedTwice(LicenceKeys keys, SettableTime time) {
        keys.stock().upload("photo", Stream.of("PHOTO-1", "PHOTO-2"));
        keys.products().set("photo-editor", AssignmentMethod.specificTag("photo"));
        Checkout checkout = new Checkout(keys, key -> mails.add(key.key().reveal()));
        Order order = Order.of("1001", OrderLine.of("1", "photo-editor", 3));

        Fulfilment first = checkout.paid(order);
        assertThat(first).line("1").hasKeys(2).waitsFor(1);
        assertThat(keys.stock().pool(Pool.tagged("photo"))).hasAvailable(0).hasWaitingLines(1);

        time.advance(Duration.ofDays(1));
        keys.stock().upload("photo", Stream.of("PHOTO-3"));
        assertThat(checkout.paid(order)).isComplete().gaveNothingNew();
        assertThat(mails).containsExactly("PHOTO-1", "PHOTO-2", "PHOTO-3");
    }
}
// end of example
