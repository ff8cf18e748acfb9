package dev.licencekeys.micrometer;

import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.metrics.OrderOutcome;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Meters in a registry of Micrometer, of which an application has one.
 *
 * <pre>{@code
 * LicenceKeys.builder(store, protection).metrics(MicrometerMetrics.on(registry)).build();
 * }</pre>
 *
 * <table>
 * <caption>The meters, each with the tag {@code shop}</caption>
 * <tr><th>name</th><th>further tags</th><th>what it shows</th></tr>
 * <tr><td>{@code licencekeys.orders}</td><td>{@code outcome}: an {@link OrderOutcome} in lower case</td>
 *     <td>counts orders that were answered</td></tr>
 * <tr><td>{@code licencekeys.keys}</td><td></td><td>counts keys that orders got when they were answered</td></tr>
 * <tr><td>{@code licencekeys.fulfil}</td><td></td><td>times transactions of orders</td></tr>
 * <tr><td>{@code licencekeys.retries}</td><td></td><td>counts tries of transactions after the first</td></tr>
 * <tr><td>{@code licencekeys.busy}</td><td></td><td>counts calls that failed as busy</td></tr>
 * <tr><td>{@code licencekeys.available}</td><td>{@code pool}</td><td>keys that can be given, when last read</td></tr>
 * <tr><td>{@code licencekeys.waiting}</td><td>{@code pool}</td>
 *     <td>order lines that wait for keys, when last read</td></tr>
 * </table>
 *
 * <p>The last two are there once somebody has read {@link dev.licencekeys.Stock#pools()}, and go with their pool. The
 * registry holds on to them.
 *
 * <p>Safe for use by several threads. Use one for each registry.
 */
public final class MicrometerMetrics implements Metrics {
    private static final String SHOP = "shop";

    private final MeterRegistry registry;
    private final MeterProvider<Counter> orders;
    private final MeterProvider<Counter> keys;
    private final MeterProvider<Timer> fulfil;
    private final MeterProvider<Counter> retries;
    private final MeterProvider<Counter> busy;
    private final Map<String, Map<Pool, PoolGauges>> shops = new HashMap<>();

    private MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.orders = Counter.builder("licencekeys.orders")
                .description("Orders that were answered")
                .withRegistry(registry);
        this.keys = Counter.builder("licencekeys.keys")
                .description("Keys that orders got when they were answered")
                .withRegistry(registry);
        this.fulfil = Timer.builder("licencekeys.fulfil")
                .description("Transactions of orders, with all their tries")
                .withRegistry(registry);
        this.retries = Counter.builder("licencekeys.retries")
                .description("Tries of transactions after the first")
                .withRegistry(registry);
        this.busy = Counter.builder("licencekeys.busy")
                .description("Calls that failed as busy")
                .withRegistry(registry);
    }

    /** Meters in this registry. */
    public static MicrometerMetrics on(MeterRegistry registry) {
        return new MicrometerMetrics(registry);
    }

    @Override
    public void orderAnswered(String shop, OrderOutcome outcome, int newKeys, int waiting) {
        orders.withTags(SHOP, shop, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        keys.withTags(SHOP, shop).increment(newKeys);
    }

    @Override
    public void ordersServed(String shop, int count, Duration duration) {
        fulfil.withTags(SHOP, shop).record(duration);
    }

    @Override
    public void transactionRetried(String shop, int count) {
        retries.withTags(SHOP, shop).increment(count);
    }

    @Override
    public void callWasBusy(String shop) {
        busy.withTags(SHOP, shop).increment();
    }

    @Override
    public void stockRead(String shop, List<PoolStock> pools) {
        synchronized (shops) {
            Map<Pool, PoolGauges> gauges = shops.computeIfAbsent(shop, id -> new HashMap<>());
            for (PoolStock stock : pools) {
                gauges.computeIfAbsent(stock.pool(), pool -> new PoolGauges(registry, shop, stock))
                        .show(stock);
            }
            Set<Pool> there = pools.stream().map(PoolStock::pool).collect(Collectors.toSet());
            gauges.entrySet().removeIf(entry -> {
                boolean gone = !there.contains(entry.getKey());
                if (gone) {
                    entry.getValue().removeFrom(registry);
                }
                return gone;
            });
        }
    }
}
