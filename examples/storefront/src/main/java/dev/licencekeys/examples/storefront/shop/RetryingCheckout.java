package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.Refund;
import dev.licencekeys.error.LicenceKeysException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Service;

/** Tries a checkout again when it failed in passing: outside its transaction, so that each try is a whole new one. */
@Service
public class RetryingCheckout {
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

    /**
     * Takes a paid order; again, it has the keys that it has.
     *
     * @throws LicenceKeysException if the library refuses it, or keeps failing
     */
    public Receipt take(ShopOrder order) {
        return retrying(() -> checkout.take(order));
    }

    /**
     * Takes note of a refund or cancellation; again, nothing changes.
     *
     * @throws LicenceKeysException if the library refuses it, or keeps failing
     */
    public void refund(Refund refund) {
        retrying(() -> {
            checkout.refund(refund);
            return refund;
        });
    }

    private <T> T retrying(Supplier<T> work) {
        try {
            return retry.execute(work::get);
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException last ? last : new IllegalStateException(e);
        }
    }

    /** Whether the same may succeed when it is tried again. */
    public static boolean isTransient(Throwable failure) {
        return (failure instanceof LicenceKeysException ours && ours.isTransient())
                || failure instanceof TransientDataAccessException
                // The same webhook twice at once: the other one has saved the order.
                || failure instanceof DataIntegrityViolationException;
    }
}
