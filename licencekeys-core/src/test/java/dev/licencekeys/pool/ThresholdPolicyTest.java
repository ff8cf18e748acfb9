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

class ThresholdPolicyTest {
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
        "0, 10, 10",
        "0, 9223372036854775807, 9223372036854775807",
        "1, 9223372036854775807, 9131138316486228048"
    })
    void keysThatAreLeftAtTheThreshold(int percent, long total, long left) {
        assertThat(new ThresholdPolicy(percent).availableAtThreshold(total)).isEqualTo(left);
    }

    @Property(tries = 20_000)
    void thresholdIsReachedWithTheFirstKeyThatMakesThePercentage(
            @ForAll @IntRange(max = 100) int percent, @ForAll @LongRange(min = 0) long total) {
        BigDecimal used = BigDecimal.valueOf(total)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100))
                .setScale(0, RoundingMode.CEILING);
        assertThat(new ThresholdPolicy(percent).availableAtThreshold(total)).isEqualTo(total - used.longValueExact());
    }

    @Property
    void usageTellsThePercentageFromTheThresholdOn(
            @ForAll @IntRange(min = 1, max = 100) int percent, @ForAll @LongRange(min = 1) long total) {
        ThresholdPolicy policy = new ThresholdPolicy(percent);
        long left = policy.availableAtThreshold(total);
        assertThat(new PoolStock(Pool.untagged(), total, left, 0, policy).usagePercent())
                .isGreaterThanOrEqualTo(percent);
        assertThat(new PoolStock(Pool.untagged(), total, left + 1, 0, policy).usagePercent())
                .isLessThan(percent);
    }

    @Test
    void merchantIsWarnedAt80PercentUnlessItSaysOtherwise() {
        assertThat(ThresholdPolicy.DEFAULT.percent()).isEqualTo(80);
        assertThat(ThresholdPolicy.DEFAULT.isOn()).isTrue();
        assertThat(new ThresholdPolicy(1).isOn()).isTrue();
        assertThat(ThresholdPolicy.OFF.isOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void whatIsNoPercentageIsRefused(int percent) {
        assertThatThrownBy(() -> new ThresholdPolicy(percent))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("percent"))
                .hasMessage("percent is " + percent + "; it must be from 1 to 100, or 0 for none");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100})
    void endsOfTheRangeAreAccepted(int percent) {
        assertThat(new ThresholdPolicy(percent).percent()).isEqualTo(percent);
    }
}
