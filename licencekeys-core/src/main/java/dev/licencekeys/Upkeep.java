package dev.licencekeys;

import dev.licencekeys.pool.Forecast;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LicenceKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What has to be looked after from time to time: alerts that nobody told, pools that lag behind the default, samples. */
final class Upkeep {
    /** A forecast needs no finer ones. */
    private static final Duration BETWEEN_SAMPLES = Duration.ofHours(1);

    private final LicenceKeyStore store;
    private final Map<String, Instant> sampled = new ConcurrentHashMap<>();

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
        sample(context);
    }

    private void sample(ShopContext context) {
        Instant now = context.now();
        Instant before = sampled.getOrDefault(context.shop(), Instant.MIN);
        if (before.isBefore(now.minus(BETWEEN_SAMPLES))) {
            store.transact(tx -> {
                tx.sampleUsage(
                        context.shop(),
                        now,
                        now.minus(BETWEEN_SAMPLES),
                        now.minus(Forecast.WINDOW).minus(Forecast.LEAST_TIME));
                return now;
            });
            sampled.put(context.shop(), now);
        }
    }
}
