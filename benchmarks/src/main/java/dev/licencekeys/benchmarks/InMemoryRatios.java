package dev.licencekeys.benchmarks;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.benchmarks.Ratio.Goal;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a shop's own tests wait for: orders on the store in memory, on one thread, after its compilation. */
final class InMemoryRatios {
    /** As many as the heap of a benchmark has room for, with all that is on record of them. */
    private static final int MOST_ORDERS = 20_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Order> orders;

    private InMemoryRatios(int orders) {
        this.orders = IntStream.range(0, orders)
                .mapToObj(i -> Order.of("order-" + i, OrderLine.of("1", "product", 1)))
                .toList();
    }

    static void measure(Results results, Settings settings) {
        InMemoryRatios work = new InMemoryRatios(Math.min(MOST_ORDERS, settings.stock()));
        work.perSecond(settings.seconds() * 2);
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            rates.add(work.perSecond(settings.seconds()));
        }
        results.add(
                "in-memory-orders-per-second",
                Goal.atLeast(200_000),
                new Measured(
                        Measured.median(rates),
                        "orders of one line and one key each, fulfilled in memory one after the other",
                        "a second of one processor",
                        settings.runs()));
    }

    /** Of the processor's time, since others may use it as well; without that for the stock of each new shop. */
    private double perSecond(double seconds) {
        long took = 0;
        long fulfilled = 0;
        while (took < seconds * 1e9) {
            LicenceKeys shop = LicenceKeys.open(new InMemoryLicenceKeyStore(), KeyProtection.plaintext());
            shop.stock().upload("a", IntStream.range(0, orders.size()).mapToObj(i -> "key-" + i));
            shop.products().set("product", AssignmentMethod.specificTag("a"));
            long began = threads.getCurrentThreadCpuTime();
            int keys = 0;
            for (Order order : orders) {
                keys += shop.fulfil(order).keys().size();
            }
            took += threads.getCurrentThreadCpuTime() - began;
            if (keys != orders.size()) {
                throw new IllegalStateException(keys + " keys for " + orders.size() + " orders");
            }
            fulfilled += keys;
        }
        return fulfilled * 1e9 / took;
    }
}
