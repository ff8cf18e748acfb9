package dev.licencekeys.micrometer;

import dev.licencekeys.pool.PoolStock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The gauges of one pool, which show what was read of it last. */
final class PoolGauges {
    private volatile PoolStock latest;
    private final Gauge available;
    private final Gauge waiting;

    PoolGauges(MeterRegistry registry, String shop, PoolStock first) {
        this.latest = first;
        String pool = first.pool().toString();
        this.available = builder("licencekeys.available", PoolStock::available)
                .description("Keys that can be given")
                .baseUnit("keys")
                .tags("shop", shop, "pool", pool)
                .register(registry);
        this.waiting = builder("licencekeys.waiting", PoolStock::waitingLines)
                .description("Order lines that wait for keys")
                .baseUnit("lines")
                .tags("shop", shop, "pool", pool)
                .register(registry);
    }

    /** The registry holds on to what it shows: the host may keep nothing of us but that. */
    private Gauge.Builder<PoolGauges> builder(String name, ToDoubleFunction<PoolStock> figure) {
        return Gauge.builder(name, this, gauges -> figure.applyAsDouble(gauges.latest))
                .strongReference(true);
    }

    void show(PoolStock stock) {
        latest = stock;
    }

    void removeFrom(MeterRegistry registry) {
        registry.remove(available);
        registry.remove(waiting);
    }
}
