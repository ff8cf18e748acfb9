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
    private final String machine;
    private final List<Ratio> ratios = new ArrayList<>();

    Results(String server) {
        Runtime runtime = Runtime.getRuntime();
        this.machine = String.format(
                Locale.ROOT,
                "%d processors, heap up to %d MB, Java %s, %s",
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                Runtime.version().feature(),
                server);
    }

    /** Adds a ratio with a goal. */
    void add(String name, Goal goal, Measured measured) {
        add(new Ratio(
                name,
                measured.ratio(),
                Optional.of(goal),
                measured.numerator(),
                measured.denominator(),
                measured.runs()));
    }

    /** Adds a ratio for comparison. */
    void add(String name, Measured measured) {
        add(new Ratio(
                name,
                measured.ratio(),
                Optional.empty(),
                measured.numerator(),
                measured.denominator(),
                measured.runs()));
    }

    private void add(Ratio ratio) {
        ratios.add(ratio);
        System.out.println(ratio.line());
    }

    List<Ratio> missed() {
        return ratios.stream().filter(Ratio::isMissed).toList();
    }

    /** Writes all ratios, and how busy the machine was at the end. */
    void write(Path file) throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String where = machine + String.format(Locale.ROOT, ", load %.1f", load);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                ratios.stream().map(ratio -> ratio.json(where)).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }
}
