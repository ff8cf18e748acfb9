package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static long permitted(RateLimit limit, String source, Instant now, int times) {
        return IntStream.range(0, times).filter(i -> limit.permits(source, now)).count();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1"})
    void allowsAtLeastOne(int each, int all) {
        assertThatThrownBy(() -> RateLimit.perMinute(each, all))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is " + each + " from each source and " + all + " from all");
        assertThat(RateLimit.perMinute(1, 1).permits("a", NOW)).isTrue();
    }

    @Test
    void aMinutesWorthIsAllowedAtOnceAndFillsUpEvenly() {
        RateLimit limit = RateLimit.perMinute(6, 100);
        assertThat(permitted(limit, "a", NOW, 10)).isEqualTo(6);
        assertThat(permitted(limit, "a", NOW.plusSeconds(9), 10)).isZero();
        assertThat(permitted(limit, "a", NOW.plusSeconds(11), 10)).isEqualTo(1);
        assertThat(permitted(limit, "a", NOW.plusSeconds(32), 10)).isEqualTo(2);
        assertThat(permitted(limit, "a", NOW.plusSeconds(3_600), 10)).isEqualTo(6);
        assertThat(permitted(limit, "b", NOW.plusSeconds(3_600), 10)).isEqualTo(6);
    }

    @Test
    void aClockThatIsSetBackGivesNothingAndTakesNothingAway() {
        RateLimit other = RateLimit.perMinute(6, 100);
        assertThat(permitted(other, "a", NOW, 1)).isEqualTo(1);
        assertThat(permitted(other, "a", NOW.minusSeconds(3_600), 10)).isEqualTo(5);
        RateLimit limit = RateLimit.perMinute(6, 100);
        assertThat(permitted(limit, "a", NOW, 6)).isEqualTo(6);
        assertThat(permitted(limit, "a", NOW.minusSeconds(3_600), 10)).isZero();
        assertThat(permitted(limit, "a", NOW.plusSeconds(11), 10)).isEqualTo(1);
    }

    @Test
    void allTogetherAreLimitedToo() {
        RateLimit limit = RateLimit.perMinute(3, 5);
        assertThat(permitted(limit, "a", NOW, 10)).isEqualTo(3);
        assertThat(permitted(limit, "b", NOW, 10)).isEqualTo(2);
    }

    @Test
    void theSourcesThatAskedLastAreRemembered() {
        RateLimit limit = RateLimit.perMinute(1, Integer.MAX_VALUE);
        assertThat(limit.permits("first", NOW)).isTrue();
        IntStream.range(1, 10_000).forEach(i -> limit.permits("s" + i, NOW));
        assertThat(limit.permits("first", NOW)).as("ten thousand are").isFalse();
        // It asked last, so that others are forgotten before it.
        IntStream.range(10_000, 20_000).forEach(i -> limit.permits("s" + i, NOW));
        assertThat(limit.permits("first", NOW)).as("no more than ten thousand").isTrue();
    }
}
