package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import org.junit.jupiter.api.Test;

class PoolRowTest {
    private static final Pool POOL = Pool.tagged("alpha");
    private static final PoolRow ROW =
            new PoolRow(7, POOL, 101, 100, ThresholdPolicy.DEFAULT, 81, PoolRow.Queue.IN_VAIN);

    @Test
    void poolBeginsEmptyAndWithoutAWarningDue() {
        assertThat(PoolRow.empty(7, POOL))
                .isEqualTo(new PoolRow(7, POOL, 1, 0, ThresholdPolicy.DEFAULT, PoolRow.NO_ALERT, PoolRow.Queue.EMPTY));
        assertThat(PoolRow.FIRST_POSITION).isEqualTo(1);
    }

    @Test
    void keysComeInAtTheTail() {
        assertThat(ROW.withAdded(20))
                .isEqualTo(new PoolRow(7, POOL, 121, 120, ThresholdPolicy.DEFAULT, 81, PoolRow.Queue.IN_VAIN));
    }

    @Test
    void poolThatIgnoresCaseGoesOnDoingSo() {
        PoolRow ignoring = PoolRow.empty(7, POOL).ignoringCase();
        assertThat(ignoring.isUnused()).isTrue();
        assertThat(ignoring.withAdded(1).isUnused()).isFalse();
        assertThat(ROW.ignoresCase()).isFalse();
        assertThat(ignoring.withAdded(1)
                        .withRemoved(1)
                        .withThreshold(ThresholdPolicy.OFF)
                        .withAlertAt(5)
                        .withoutQueue()
                        .ignoresCase())
                .isTrue();
    }

    @Test
    void laterLookTellsWhatIsInStock() {
        PoolRow later = new PoolRow(7, POOL, 111, 90, ThresholdPolicy.OFF, 5, PoolRow.Queue.EMPTY);
        assertThat(ROW.withStockOf(later))
                .isEqualTo(new PoolRow(7, POOL, 111, 90, ThresholdPolicy.OFF, 5, PoolRow.Queue.IN_VAIN));
    }

    @Test
    void oneChangeLeavesTheRest() {
        assertThat(ROW.withThreshold(ThresholdPolicy.OFF))
                .isEqualTo(new PoolRow(7, POOL, 101, 100, ThresholdPolicy.OFF, 81, PoolRow.Queue.IN_VAIN));
        assertThat(ROW.withAlertAt(5))
                .isEqualTo(new PoolRow(7, POOL, 101, 100, ThresholdPolicy.DEFAULT, 5, PoolRow.Queue.IN_VAIN));
    }
}
