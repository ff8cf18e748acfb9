package dev.licencekeys.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.licencekeys.PlanWork;
import dev.licencekeys.benchmarks.Ratio.Goal;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What the core's own work costs, without a store: on one thread, after its compilation. */
final class PlanRatios {
    private static final int ORDERS = 50;
    private static final int LINES = 2;

    private PlanRatios() {}

    static void measure(Results results, Settings settings) {
        PlanWork work = new PlanWork(ORDERS, LINES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        perSecond(work, settings.seconds() * 2);
        List<Double> rates = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int run = 0; run < settings.runs(); run++) {
            // Of the processor's time, since others may use it as well.
            rates.add(perSecond(work, settings.seconds()));
            long before = threads.getThreadAllocatedBytes(thread);
            long lines = work.run();
            bytes.add((double) (threads.getThreadAllocatedBytes(thread) - before) / lines);
        }
        String what = ORDERS + " orders of " + LINES + " lines at a time, planned, allocated and decided";
        results.add(
                "plan-lines-per-second",
                Goal.atLeast(1_000_000),
                new Measured(Measured.median(rates), "lines, " + what, "a second of one processor", settings.runs()));
        results.add(
                "plan-bytes-per-line",
                Goal.atMost(1_024),
                new Measured(Measured.median(bytes), "bytes allocated for " + what, "a line", settings.runs()));
    }

    private static double perSecond(PlanWork work, double seconds) {
        java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        long lines = 0;
        long took;
        do {
            lines += work.run();
            took = threads.getCurrentThreadCpuTime() - began;
        } while (took < seconds * 1e9);
        return lines * 1e9 / took;
    }
}
