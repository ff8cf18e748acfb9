package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.benchmarks.Measured.Subject;
import dev.licencekeys.benchmarks.Ratio.Goal;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What orders cost when there are many keys, or were many orders. */
final class GrowthRatios {
    private static final int CALLERS = 64;
    private static final int CONNECTIONS = 2;
    private static final int SMALL = 10_000;
    private static final int PARTS = 20;
    private static final int HEAP = 256;

    private final Results results;
    private final Server server;
    private final Settings settings;

    GrowthRatios(Results results, Server server, Settings settings) {
        this.results = results;
        this.server = server;
        this.settings = settings;
    }

    /** Each run sells half of a small pool of its own, and as many keys of the large one. */
    void growth() throws Exception {
        int sold = SMALL / 2;
        try (Bed bed = Bed.on(server)) {
            bed.stock("small", settings.runs() + 1, SMALL).stock("large", 1, settings.large());
            LicenceKeys keys = bed.shop(CONNECTIONS);
            int[] next = {0};
            Subject large = new Subject(
                    String.format(Locale.ROOT, "orders from a pool of %,d keys, 64 callers", settings.large()),
                    "orders/s",
                    () -> Load.rateOf(CALLERS, sold, Bed.fulfil(keys, "large", 1)));
            Subject small =
                    new Subject(String.format(Locale.ROOT, "orders from pools of %,d keys", SMALL), "orders/s", () -> {
                        String product = "small" + next[0]++;
                        return Load.rateOf(CALLERS, sold, number -> keys.fulfil(Bed.orderOf(product, number)));
                    });
            results.add("growth", Goal.atLeast(0.95), Measured.alternately(settings.runs(), large, small));
        }
    }

    /**
     * Claims of one pool, one after the other, while another session holds a snapshot from before. Beside each part the
     * limit is measured, so that what else the machine does meets both.
     */
    List<Chart.Point> decay() throws Exception {
        int part = settings.claims() / PARTS;
        List<Chart.Point> points = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        try (Bed bed = Bed.on(server).stock("decay", 1, settings.claims() * 2 + 20_000)) {
            Load.Step limit = bed.limit(CONNECTIONS);
            Load.Step order = Bed.fulfil(bed.shop(CONNECTIONS), "decay", 1);
            Load.rate(CALLERS, settings.seconds(), limit);
            Load.rateOf(CALLERS, Math.min(10_000, settings.claims()), order);
            try (HikariDataSource source = bed.source(1);
                    Connection old = source.getConnection();
                    Statement snapshot = old.createStatement()) {
                old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                snapshot.execute("select count(*) from trivial");
                for (int i = 0; i < PARTS; i++) {
                    double before = Load.rate(CALLERS, settings.seconds() / 4, limit);
                    double rate = Load.rateOf(CALLERS, part, order);
                    double after = Load.rate(CALLERS, settings.seconds() / 4, limit);
                    shares.add(rate / ((before + after) / 2));
                    points.add(new Chart.Point((i + 1L) * part, shares.get(i)));
                }
                old.rollback();
            }
        }
        int few = 3;
        double first = Measured.median(shares.subList(0, few));
        double last = Measured.median(shares.subList(PARTS - few, PARTS));
        results.add(
                "decay",
                Goal.atLeast(0.9),
                new Measured(
                        last / first,
                        String.format(
                                Locale.ROOT,
                                "orders after %,d claims under an old snapshot, %.2f of the limit",
                                settings.claims(),
                                last),
                        String.format(Locale.ROOT, "the first ones, %.2f of the limit", first),
                        few));
        return points;
    }

    /** What stays in memory after collections, while orders go on. */
    void heap() throws Exception {
        int part = settings.claims() / PARTS;
        List<Double> used = new ArrayList<>();
        try (Bed bed = Bed.on(server).stock("heap", 1, settings.claims() + part)) {
            Load.Step order = Bed.fulfil(bed.shop(CONNECTIONS), "heap", 1);
            for (int i = 0; i < PARTS; i++) {
                Load.rateOf(CALLERS, part, order);
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                used.add((runtime.totalMemory() - runtime.freeMemory()) / 1e6);
            }
        }
        double most = used.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        results.add(
                "heap-mb",
                Goal.atMost(HEAP),
                new Measured(
                        most,
                        String.format(
                                Locale.ROOT,
                                "MB in use after a collection, at most, during %,d orders: %.0f after the first twentieth,"
                                        + " %.0f after the last",
                                settings.claims(),
                                used.get(0),
                                used.get(PARTS - 1)),
                        "1",
                        PARTS));
    }
}
