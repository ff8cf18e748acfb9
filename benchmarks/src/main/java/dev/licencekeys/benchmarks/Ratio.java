package dev.licencekeys.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * Two things measured in one run, one divided by the other.
 *
 * @param name what was measured
 * @param goal what was promised, with its direction, such as {@code >= 2.0}; none if the figure is for comparison
 * @param numerator what was measured
 * @param denominator against what
 * @param runs of each, alternately; the ratio is the median of those of neighbours
 * @param machine on what, and how busy it was just then
 */
record Ratio(
        String name,
        double value,
        Optional<Goal> goal,
        String numerator,
        String denominator,
        int runs,
        String machine) {
    /** What was promised. */
    record Goal(boolean atLeast, double bound) {
        static Goal atLeast(double bound) {
            return new Goal(true, bound);
        }

        static Goal atMost(double bound) {
            return new Goal(false, bound);
        }

        boolean isReached(double value) {
            return atLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return (atLeast ? ">= " : "<= ") + number(bound);
        }
    }

    static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }

    boolean isMissed() {
        return goal.isPresent() && !goal.get().isReached(value);
    }

    /** One line for people. */
    String line() {
        String verdict = goal.map(wanted -> ", goal " + wanted + (isMissed() ? ", MISSED" : ""))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%-28s %s%s: %s / %s (%d runs)",
                name,
                number(value),
                verdict,
                numerator,
                denominator,
                runs);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "  {\"name\": %s, \"ratio\": %s, \"goal\": %s, \"numerator\": %s, \"denominator\": %s, \"runs\": %d,"
                        + " \"machine\": %s}",
                quoted(name),
                // There is no infinity in JSON.
                Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "null",
                goal.map(wanted -> quoted(wanted.toString())).orElse("null"),
                quoted(numerator),
                quoted(denominator),
                runs,
                quoted(machine));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
