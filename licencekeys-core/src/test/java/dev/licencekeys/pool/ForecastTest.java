package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.store.UsageSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static Optional<Forecast> forecast(long available, long given, Duration observed) {
        return Forecast.of(available, given + 1_000, NOW, new UsageSample(NOW.minus(observed), 1_000));
    }

    @Property
    void whatIsUsedAsFastAsBeforeLastsSoLong(
            @ForAll @IntRange(min = 1, max = 14) int days,
            @ForAll @IntRange(min = 5, max = 10_000) int perDay,
            @ForAll @IntRange(max = 10_000) int available) {
        Forecast forecast =
                forecast(available, (long) days * perDay, Duration.ofDays(days)).orElseThrow();
        assertThat(forecast.daysLeft()).isEqualTo(available / perDay);
        assertThat(forecast.keysPerDay()).isEqualTo(perDay);
        assertThat(forecast.observed()).isEqualTo(Duration.ofDays(days));
    }

    @Test
    void partsOfDaysCount() {
        assertThat(forecast(90, 45, Duration.ofHours(36)).orElseThrow().keysPerDay())
                .isEqualTo(30);
        assertThat(forecast(89, 45, Duration.ofHours(36)).orElseThrow().daysLeft())
                .isEqualTo(2);
        assertThat(forecast(10, 5, Duration.ofDays(14)).orElseThrow().daysLeft())
                .isEqualTo(28);
    }

    @Test
    void tooLittleIsNoForecast() {
        assertThat(forecast(10, 4, Duration.ofDays(10))).isEmpty();
        assertThat(forecast(10, 5, Duration.ofDays(10))).isPresent();
        assertThat(forecast(10, 1_000, Duration.ofDays(1).minusNanos(1))).isEmpty();
        assertThat(forecast(10, 1_000, Duration.ofDays(1))).isPresent();
        assertThat(forecast(10, -5, Duration.ofDays(10))).isEmpty();
    }
}
