package dev.licencekeys.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks run; how fast is for them to say. */
class BenchmarksTest {
    /** All but MariaDB: to unpack its server takes longer than the rest. */
    private static final Set<String> PARTS = Set.of(
            "plan",
            "in-memory-orders",
            "own-hot",
            "peers",
            "own-1000-pools",
            "hosts",
            "latency",
            "repeat",
            "bulk",
            "growth",
            "decay",
            "heap",
            "import",
            "figures",
            "alerts",
            "after-sale",
            "h2");

    @Test
    void allRatiosAreMeasured(@TempDir Path folder) throws Exception {
        Benchmarks.measure(Settings.tiny(), folder, PARTS);
        String json = Files.readString(folder.resolve("results.json"));
        for (String name : new String[] {
            "plan-lines-per-second",
            "plan-bytes-per-line",
            "in-memory-orders-per-second",
            "own-hot-64",
            "own-hot-64-jpa",
            "own-hot-256",
            "own-1000-pools-64",
            "host-hot-16",
            "host-hold-16",
            "latency-1",
            "repeat",
            "bulk",
            "growth",
            "decay",
            "heap-mb",
            "import-vs-copy",
            "stock-figures-growth",
            "alerts-armed",
            "verify-growth",
            "order-keys-growth",
            "is-genuine-revoked",
            "decay-h2"
        }) {
            assertThat(json).contains("{\"name\": \"" + name + "\", \"ratio\": ");
        }
        assertThat(Files.readString(folder.resolve("callers.svg"))).contains("JPA, SKIP LOCKED", "<polyline");
        assertThat(Files.readString(folder.resolve("decay.svg"))).contains("<polyline");
    }
}
