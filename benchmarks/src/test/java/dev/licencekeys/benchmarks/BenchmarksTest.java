package dev.licencekeys.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The benchmarks run; how fast is for them to say. */
class BenchmarksTest {
    @Test
    void importsAsManyKeysAsCopyDoes() throws IOException, SQLException {
        assertThat(ImportBenchmark.run(2_000, 1)).isPositive();
    }

    @Test
    void figuresOfALargePoolAreRight() throws IOException, SQLException {
        assertThat(FiguresBenchmark.run(20_000, 2_000)).isPositive();
    }
}
