package dev.licencekeys.benchmarks;

import dev.licencekeys.benchmarks.Ratio.Goal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ratios of a run, printed as they come and written as JSON in the end. */
final class Results {
    private final String suffix;
    private final String machine;
    private final List<Ratio> ratios;

    private Results(String suffix, String server, List<Ratio> ratios) {
        Runtime runtime = Runtime.getRuntime();
        this.suffix = suffix;
        this.machine = String.format(
                Locale.ROOT,
                "%d processors, heap up to %d MB, Java %s, %s",
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                Runtime.version().feature(),
                server);
        this.ratios = ratios;
    }

    Results(String server) {
        this("", server, new ArrayList<>());
    }

    /** Those on another database among these, of which nothing was promised: its name follows theirs. */
    Results on(String database, String server) {
        return new Results("-" + database, server, ratios);
    }

    /** Adds a ratio with a goal. */
    void add(String name, Goal goal, Measured measured) {
        add(name, Optional.of(goal), measured);
    }

    /** Adds a ratio for comparison. */
    void add(String name, Measured measured) {
        add(name, Optional.empty(), measured);
    }

    private void add(String name, Optional<Goal> goal, Measured measured) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Ratio ratio = new Ratio(
                name + suffix,
                measured.ratio(),
                suffix.isEmpty() ? goal : Optional.empty(),
                measured.numerator(),
                measured.denominator(),
                measured.runs(),
                machine + String.format(Locale.ROOT, ", load %.1f", load));
        ratios.add(ratio);
        System.out.println(ratio.line());
    }

    List<Ratio> missed() {
        return ratios.stream().filter(Ratio::isMissed).toList();
    }

    /** Writes all ratios. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, ratios.stream().map(Ratio::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }
}
