package dev.licencekeys;

import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.metrics.OrderOutcome;
import dev.licencekeys.pool.PoolStock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's metrics, whose failures reach nobody but the log, once for each type. */
final class SafeMetrics implements Metrics {
    private final Metrics metrics;
    private final Logger log;
    private final Set<String> failures = ConcurrentHashMap.newKeySet();

    SafeMetrics(Metrics metrics) {
        this(metrics, LoggerFactory.getLogger(LicenceKeys.class));
    }

    SafeMetrics(Metrics metrics, Logger log) {
        this.metrics = metrics;
        this.log = log;
    }

    @Override
    public void orderAnswered(String shop, OrderOutcome outcome, int newKeys, int waiting) {
        tell(() -> metrics.orderAnswered(shop, outcome, newKeys, waiting));
    }

    @Override
    public void ordersServed(String shop, int orders, Duration duration) {
        tell(() -> metrics.ordersServed(shop, orders, duration));
    }

    @Override
    public void transactionRetried(String shop, int retries) {
        tell(() -> metrics.transactionRetried(shop, retries));
    }

    @Override
    public void callWasBusy(String shop) {
        tell(() -> metrics.callWasBusy(shop));
    }

    @Override
    public void stockRead(String shop, List<PoolStock> pools) {
        List<PoolStock> unmodifiable = List.copyOf(pools);
        tell(() -> metrics.stockRead(shop, unmodifiable));
    }

    private void tell(Runnable fact) {
        try {
            fact.run();
        } catch (Throwable e) {
            // Errors, too: keys may have been given, and the caller is to have them.
            String type = e.getClass().getName();
            if (failures.add(type)) {
                log.warn(
                        "the metrics failed with {}; orders go on, and later failures of this type are not logged",
                        type);
            }
        }
    }
}
