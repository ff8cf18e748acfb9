package dev.licencekeys.examples.springshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.ConflictingOrderException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class RetryingCheckoutTest {
    private static final PaidOrder PAID = new PaidOrder(1001, "jon@example.com", List.of());

    @Test
    void whatFailsInPassingIsTriedAgain() {
        FailingCheckout failing = new FailingCheckout(2, new BusyException("busy"));

        assertThat(new RetryingCheckout(failing).deliver(PAID)).isEqualTo(new Delivery(1, 0));
        assertThat(failing.tries).isEqualTo(3);
    }

    @Test
    void theSameWebhookAtOnceIsTriedAgain() {
        FailingCheckout failing = new FailingCheckout(1, new DataIntegrityViolationException("saved already"));

        assertThat(new RetryingCheckout(failing).deliver(PAID)).isEqualTo(new Delivery(1, 0));
    }

    @Test
    void thereIsAnEndToIt() {
        FailingCheckout failing = new FailingCheckout(100, new BusyException("busy"));

        assertThatThrownBy(() -> new RetryingCheckout(failing).deliver(PAID)).isInstanceOf(BusyException.class);
        assertThat(failing.tries).isEqualTo(4);
    }

    @Test
    void whatStaysWrongIsNotTriedAgain() {
        FailingCheckout failing =
                new FailingCheckout(100, new ConflictingOrderException("1001", "1", "is of another product"));

        assertThatThrownBy(() -> new RetryingCheckout(failing).deliver(PAID))
                .isInstanceOf(ConflictingOrderException.class);
        assertThat(failing.tries).isEqualTo(1);
    }

    /** Fails so often, then delivers a key. */
    private static final class FailingCheckout extends Checkout {
        private final int failures;
        private final RuntimeException failure;
        private int tries;

        FailingCheckout(int failures, RuntimeException failure) {
            super(null, null, null);
            this.failures = failures;
            this.failure = failure;
        }

        @Override
        public Delivery deliver(PaidOrder paid) {
            tries++;
            if (tries <= failures) {
                throw failure;
            }
            return new Delivery(1, 0);
        }
    }
}
