package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdPolicyTest {
    @Test
    void merchantIsWarnedAt80PercentUnlessItSaysOtherwise() {
        assertThat(ThresholdPolicy.DEFAULT).isEqualTo(ThresholdPolicy.atPercent(80));
        assertThat(ThresholdPolicy.DEFAULT.isOn()).isTrue();
        assertThat(ThresholdPolicy.OFF).isEqualTo(ThresholdPolicy.DEFAULT.off());
    }

    @Test
    void levelsAreInOrderAndWithoutDuplicates() {
        ThresholdPolicy policy = ThresholdPolicy.atKeysLeft(5, 100)
                .and(ThresholdLevel.percent(95))
                .and(ThresholdLevel.percent(80))
                .and(ThresholdLevel.keysLeft(5));
        assertThat(policy)
                .isEqualTo(ThresholdPolicy.of(
                        ThresholdLevel.percent(80),
                        ThresholdLevel.percent(95),
                        ThresholdLevel.keysLeft(100),
                        ThresholdLevel.keysLeft(5)))
                .hasToString("80 %, 95 %, 100 keys left, 5 keys left");
    }

    @Test
    void switchedOffItKeepsItsLevels() {
        ThresholdPolicy off = ThresholdPolicy.atPercent(70).off();
        assertThat(off.isOn()).isFalse();
        assertThat(off).hasToString("off: 70 %");
        assertThat(off.and(ThresholdLevel.percent(90)).on()).isEqualTo(ThresholdPolicy.atPercent(70, 90));
    }

    @Test
    void hasAtLeastOneAndAtMostEightLevels() {
        assertThat(ThresholdPolicy.atKeysLeft(1, 2, 3, 4, 5, 6, 7, 8).levels()).hasSize(8);
        assertThatThrownBy(() -> ThresholdPolicy.atKeysLeft(1, 2, 3, 4, 5, 6, 7, 8, 9))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("levels are 9; a policy has 1 to 8, and off() is how nobody is warned");
        assertThatThrownBy(() -> new ThresholdPolicy(List.of(), true)).isInstanceOf(InvalidInputException.class);
    }
}
