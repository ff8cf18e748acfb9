package dev.licencekeys.benchmarks;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.benchmarks.Measured.Subject;
import dev.licencekeys.benchmarks.Ratio.Goal;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;

/** What it costs orders that the merchant is warned, and that somebody listens. */
final class AlertRatios {
    private static final int CALLERS = 64;
    private static final int CONNECTIONS = 2;

    private final Results results;
    private final Server server;
    private final Settings settings;

    AlertRatios(Results results, Server server, Settings settings) {
        this.results = results;
        this.server = server;
        this.settings = settings;
    }

    /** Eight levels, of which orders reach some while they are measured, against none. */
    void armed() throws Exception {
        try (Bed bed = Bed.on(server).stock("armed", 1, settings.stock()).stock("quiet", 1, settings.stock())) {
            LicenceKeys keys = bed.shop(CONNECTIONS);
            keys.stock().warnAt(Pool.tagged("armed0"), ThresholdPolicy.atPercent(1, 2, 3, 5, 8, 50, 80, 95));
            keys.stock().warnAt(Pool.tagged("quiet0"), ThresholdPolicy.OFF);
            try (EventDelivery delivery =
                    bed.shop(1).delivery().to("nobody", event -> {}).start()) {
                delivery.wake();
                results.add(
                        "alerts-armed",
                        Goal.atLeast(0.95),
                        Measured.alternately(
                                settings.runs(),
                                subject("a pool with eight levels", keys, "armed"),
                                subject("a pool that never warns", keys, "quiet")));
            }
        }
    }

    private Subject subject(String what, LicenceKeys keys, String prefix) {
        Load.Step step = Bed.fulfil(keys, prefix, 1);
        return new Subject(
                "fulfil from " + what + ", " + CALLERS + " callers over " + CONNECTIONS + " connections",
                "orders/s",
                () -> Load.rate(CALLERS, settings.seconds(), step));
    }
}
