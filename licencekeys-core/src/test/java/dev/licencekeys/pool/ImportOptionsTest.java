package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import may be asked for, and the figures that it tells. */
class ImportOptionsTest {
    @Test
    void aBatchHasAKey() {
        ImportOptions options = ImportOptions.into("a");
        assertThat(options.inBatchesOf(1).batch()).isEqualTo(1);
        assertThatThrownBy(() -> options.inBatchesOf(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("batch is 0; it must be at least 1");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1"})
    void limitsAllowSomething(long bytes, long lines, int lineLength) {
        assertThat(new ImportLimits(1, 1, 1).lines()).isEqualTo(1);
        assertThatThrownBy(() -> new ImportLimits(bytes, lines, lineLength))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("limits must all be at least 1");
    }

    @Test
    void speedIsThatSinceTheBeginning() {
        assertThat(new ImportProgress(3_000, 0, 0, Duration.ofSeconds(2)).linesPerSecond())
                .isEqualTo(1_500);
        assertThat(new ImportProgress(5, 0, 0, Duration.ofNanos(1)).linesPerSecond())
                .isEqualTo(5_000);
        assertThat(new ImportProgress(5, 0, 0, Duration.ZERO).linesPerSecond()).isZero();
    }

    @Test
    void everyLineIsCountedOnce() {
        ImportReport report =
                new ImportReport(new UUID(1, 1), false, 1, 2, 4, 8, 16, 32, 64, 128, List.of(), List.of(), List.of());
        assertThat(report.duplicates()).isEqualTo(4 + 8 + 16 + 32);
        assertThat(report.lines()).isEqualTo(127);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x-00000000-0000-0001-0000-000000000002", "1-0000000000000001000000000002"})
    void aPlaceInAListIsReadAsItWasWritten(String other) {
        String text = "17-00000000-0000-0001-0000-000000000002";
        assertThat(KeyCursor.parse(text)).hasToString(text);
        assertThatThrownBy(() -> KeyCursor.parse(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("cursor is not a place in a list");
    }
}
