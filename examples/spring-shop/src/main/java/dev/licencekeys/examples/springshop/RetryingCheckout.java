package dev.licencekeys.examples.springshop;

import dev.licencekeys.error.LicenceKeysException;
import java.time.Duration;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;

/** Tries a checkout again when it failed in passing: outside its transaction, so that each try is a whole new one. */
@Service
class RetryingCheckout {
    private static final int RETRIES = 3;

    private final Checkout checkout;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(RETRIES)
            .delay(Duration.ofMillis(20))
            .jitter(Duration.ofMillis(20))
            .multiplier(2)
            .predicate(RetryingCheckout::isTransient)
            .build());

    RetryingCheckout(Checkout checkout) {
        this.checkout = checkout;
    }

    Delivery deliver(PaidOrder paid) {
        try {
            return retry.execute(() -> checkout.deliver(paid));
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException last ? last : new IllegalStateException(e);
        }
    }

    static boolean isTransient(Throwable failure) {
        return (failure instanceof LicenceKeysException ours && ours.isTransient())
                || failure instanceof TransientDataAccessException
                // The same webhook twice at once: the other one has saved the order.
                || failure instanceof DataIntegrityViolationException;
    }
}
