package dev.licencekeys.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of measuring two things alternately, A B A B, so that whatever else the machine does meets both.
 *
 * @param numerator what the first is, and its median
 * @param denominator what the second is, and its median
 */
record Measured(double ratio, String numerator, String denominator, int runs) {
    /** Something that can be measured as a number. */
    @FunctionalInterface
    interface Measurement {
        double measure() throws Exception;
    }

    /** A measurement, and what it measures; the unit follows the number. */
    record Subject(String what, String unit, Measurement measurement) {
        String told(double median) {
            return String.format(Locale.ROOT, median >= 1_000 ? "%s, %,.0f %s" : "%s, %.4g %s", what, median, unit);
        }
    }

    /** The median of the ratios of neighbours: each pair had the same machine. */
    static Measured alternately(int runs, Subject first, Subject second) throws Exception {
        // Compilers, caches and prepared statements.
        first.measurement().measure();
        second.measurement().measure();
        List<Double> firsts = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            firsts.add(first.measurement().measure());
            seconds.add(second.measurement().measure());
            ratios.add(firsts.get(run) / seconds.get(run));
        }
        return new Measured(median(ratios), first.told(median(firsts)), second.told(median(seconds)), runs);
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
