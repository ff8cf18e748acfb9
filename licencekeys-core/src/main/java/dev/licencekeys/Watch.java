package dev.licencekeys;

import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.store.LicenceKeyStore;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever operates a shop what becomes of its calls: the metrics every fact, the log what is unusual.
 *
 * <p>No line has the value of a key, or the message of an exception, which may be the host's.
 */
final class Watch implements GroupCommit.Observer {
    private final String shop;
    private final Metrics metrics;
    private final Logger log;

    /** What is known of what was done: in a transaction of the host it may be undone yet. */
    private final String proviso;

    Watch(ShopContext context, LicenceKeyStore store) {
        this(
                context.shop(),
                context.metrics(),
                store.forGroups().isEmpty(),
                // The name under which hosts know us.
                LoggerFactory.getLogger(LicenceKeys.class));
    }

    Watch(String shop, Metrics metrics, boolean joined, Logger log) {
        this.shop = shop;
        this.metrics = metrics;
        this.proviso = joined ? ", unless the host rolls back" : "";
        this.log = log;
    }

    /** Orders were answered in one transaction. */
    void answered(List<Answer> answers, Duration took) {
        List<Answer> real = answers.stream().filter(answer -> !answer.test()).toList();
        if (!real.isEmpty()) {
            metrics.ordersServed(shop, real.size(), took);
        }
        for (Answer answer : real) {
            metrics.orderAnswered(shop, answer.kind(), answer.newKeys(), answer.waiting());
            for (LineFulfilment line : answer.begins()) {
                log.info(
                        "shop {}: order {}, line {} waits for {} keys{}",
                        shop,
                        answer.outcome().orderId(),
                        line.lineId(),
                        line.waiting(),
                        proviso);
            }
        }
        // A test reaches none, but may carry those of the orders that shared its transaction.
        for (Answer answer : answers) {
            if (answer.outcome() instanceof Fulfilment fulfilment) {
                reached(fulfilment.warnings());
            }
        }
    }

    /** Pools reached their thresholds. */
    void reached(List<ThresholdReached> warnings) {
        warnings.forEach(warning -> log.info("shop {}: {}{}", shop, warning.what(), proviso));
    }

    /** A transaction is tried once more. */
    void triesAgain(int tries, Duration since) {
        log.debug("shop {}: try {} of a transaction, {} ms after the first", shop, tries, since.toMillis());
    }

    /** A transaction ended, be it well or not, after more than one try. */
    void tried(int tries) {
        metrics.transactionRetried(shop, tries - 1);
    }

    /** A call gave up. */
    void busy(int tries, Duration after) {
        metrics.callWasBusy(shop);
        log.warn(
                "shop {}: a call failed as busy after {} ms and {} tries; what it needs is locked by others",
                shop,
                after.toMillis(),
                tries);
    }

    @Override
    public void dissolved(int orders, RuntimeException reason) {
        log.debug(
                "shop {}: {} orders that shared a transaction are served one by one, after {}",
                shop,
                orders,
                reason.getClass().getName());
    }

    @Override
    public void notBegun() {
        metrics.callWasBusy(shop);
    }
}
