package dev.licencekeys.examples.storefront.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class RetryingCheckoutTest {
    private static final ShopOrder ORDER =
            new ShopOrder("1001", "#1001", Optional.empty(), Locale.ENGLISH, false, List.of());

    @Test
    void whatFailsInPassingIsTriedAgain() {
        for (RuntimeException passing :
                List.of(new BusyException("busy"), new DataIntegrityViolationException("saved already"))) {
            FailingCheckout failing = new FailingCheckout(2, passing);

            assertThat(new RetryingCheckout(failing).take(ORDER)).isEqualTo(new Receipt(1, 0));
            assertThat(failing.tries).isEqualTo(3);
        }
    }

    @Test
    void thereIsAnEndToIt() {
        FailingCheckout failing = new FailingCheckout(100, new BusyException("busy"));

        assertThatThrownBy(() -> new RetryingCheckout(failing).take(ORDER)).isInstanceOf(BusyException.class);
        assertThat(failing.tries).isEqualTo(4);
    }

    @Test
    void whatStaysWrongIsNotTriedAgain() {
        FailingCheckout failing =
                new FailingCheckout(100, new ConflictingOrderException("1001", "1", "is of another product"));

        assertThatThrownBy(() -> new RetryingCheckout(failing).take(ORDER))
                .isInstanceOf(ConflictingOrderException.class);
        assertThat(failing.tries).isEqualTo(1);
    }

    /** Fails so often, then delivers a key. */
    private static final class FailingCheckout extends Checkout {
        private final int failures;
        private final RuntimeException failure;
        private int tries;

        FailingCheckout(int failures, RuntimeException failure) {
            super(null, null, null, null);
            this.failures = failures;
            this.failure = failure;
        }

        @Override
        public Receipt take(ShopOrder order) {
            tries++;
            if (tries <= failures) {
                throw failure;
            }
            return new Receipt(1, 0);
        }
    }
}
