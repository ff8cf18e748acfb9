package dev.licencekeys;

import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.pool.Forecast;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LicenceKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is looked after from time to time: alerts that nobody told, pools behind the default, samples, and the metrics. */
final class Upkeep {
    /** A forecast needs no finer ones. */
    private static final Duration BETWEEN_SAMPLES = Duration.ofHours(6);

    private static final Duration BETWEEN_FIGURES = Duration.ofMinutes(1);

    private final LicenceKeyStore store;
    private final Map<String, Instant> sampled = new ConcurrentHashMap<>();
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    Upkeep(LicenceKeyStore store) {
        this.store = store;
    }

    void run(ShopContext context) {
        for (Pool pool : store.transact(tx -> tx.passedAlerts(context.shop()))) {
            store.transact(tx -> {
                new Alarms(context).recheck(tx, pool, context.now());
                return pool;
            });
        }
        new Policies(context, store).followDefault();
        if (isDue(sampled, BETWEEN_SAMPLES, context)) {
            sample(context);
        }
        if (context.metrics() != Metrics.NONE && isDue(told, BETWEEN_FIGURES, context)) {
            // Which tells them.
            new Stock(context, store).pools();
        }
    }

    private static boolean isDue(Map<String, Instant> last, Duration between, ShopContext context) {
        Instant now = context.now();
        boolean due = !last.getOrDefault(context.shop(), Instant.MIN).isAfter(now.minus(between));
        if (due) {
            last.put(context.shop(), now);
        }
        return due;
    }

    private void sample(ShopContext context) {
        Instant now = context.now();
        store.transact(tx -> {
            tx.sampleUsage(
                    context.shop(),
                    now,
                    now.minus(BETWEEN_SAMPLES),
                    now.minus(Forecast.WINDOW).minus(Forecast.LEAST_TIME));
            return now;
        });
    }
}
