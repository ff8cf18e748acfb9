package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdLevelTest {
    @ParameterizedTest
    @CsvSource({
        "80, 10, 2",
        "80, 0, 0",
        "80, 1, 0",
        "80, 4, 0",
        "80, 5, 1",
        "1, 1, 0",
        "1, 100, 99",
        "1, 101, 99",
        "50, 3, 1",
        "99, 100, 1",
        "99, 99, 0",
        "100, 10, 0",
        "100, 9223372036854775807, 0",
        "1, 9223372036854775807, 9131138316486228048"
    })
    void keysThatAreLeftAtAPercentage(int percent, long total, long left) {
        assertThat(ThresholdLevel.percent(percent).availableOf(total)).isEqualTo(left);
    }

    @Property(tries = 20_000)
    void percentageIsReachedWithTheFirstKeyThatMakesIt(
            @ForAll @IntRange(min = 1, max = 100) int percent, @ForAll @LongRange(min = 0) long total) {
        BigDecimal used = BigDecimal.valueOf(total)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100))
                .setScale(0, RoundingMode.CEILING);
        assertThat(ThresholdLevel.percent(percent).availableOf(total)).isEqualTo(total - used.longValueExact());
    }

    @Property
    void usageTellsThePercentageFromTheLevelOn(
            @ForAll @IntRange(min = 1, max = 100) int percent, @ForAll @LongRange(min = 1) long total) {
        ThresholdPolicy policy = ThresholdPolicy.atPercent(percent);
        long left = ThresholdLevel.percent(percent).availableOf(total);
        assertThat(new PoolStock(Pool.untagged(), total, left, 0, policy).usagePercent())
                .isGreaterThanOrEqualTo(percent);
        assertThat(new PoolStock(Pool.untagged(), total, left + 1, 0, policy).usagePercent())
                .isLessThan(percent);
    }

    @Property
    void keysThatAreLeftDoNotDependOnThePool(
            @ForAll @LongRange(min = 1) long left, @ForAll @LongRange(min = 0) long total) {
        assertThat(ThresholdLevel.keysLeft(left).availableOf(total)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void whatIsNoPercentageIsRefused(int percent) {
        assertThatThrownBy(() -> ThresholdLevel.percent(percent))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("percent"))
                .hasMessage("percent is " + percent + "; it must be from 1 to 100");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void whatIsNoNumberOfKeysIsRefused(long keys) {
        assertThatThrownBy(() -> ThresholdLevel.keysLeft(keys))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("keysLeft"))
                .hasMessage("keysLeft is " + keys + "; it must be at least 1");
    }

    @Test
    void endsOfTheRangesAreAccepted() {
        assertThat(ThresholdLevel.percent(1)).hasToString("1 %");
        assertThat(ThresholdLevel.percent(100)).hasToString("100 %");
        assertThat(ThresholdLevel.keysLeft(1)).hasToString("1 key left");
        assertThat(ThresholdLevel.keysLeft(Long.MAX_VALUE)).hasToString(Long.MAX_VALUE + " keys left");
    }
}
