package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.PoolRow.Queue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolRowTest {
    private static final Pool POOL = Pool.tagged("alpha");
    private static final ThresholdPolicy POLICY = ThresholdPolicy.DEFAULT;
    private static final Alert WARNING = new Alert(Optional.of(ThresholdLevel.percent(80)), 81);
    private static final Alert EXHAUSTED = new Alert(Optional.empty(), 100);
    private static final List<Alert> BOTH = List.of(WARNING, EXHAUSTED);
    private static final PoolRow ROW = new PoolRow(7, POOL, 101, 100, POLICY, true, BOTH, Queue.IN_VAIN, false);

    @Test
    void poolBeginsEmptyAndWithNothingToBeTold() {
        assertThat(PoolRow.empty(7, POOL, ThresholdPolicy.OFF))
                .isEqualTo(new PoolRow(7, POOL, 1, 0, ThresholdPolicy.OFF, true, List.of(), Queue.EMPTY, false));
        assertThat(PoolRow.FIRST_POSITION).isEqualTo(1);
    }

    @Test
    void theFirstAlertIsWhatAnOrderLooksAt() {
        assertThat(ROW.alertPosition()).isEqualTo(81);
        assertThat(ROW.withAlerts(List.of(EXHAUSTED, WARNING))).isEqualTo(ROW);
        assertThat(ROW.withAlerts(List.of()).alertPosition()).isEqualTo(PoolRow.NO_ALERT);
    }

    @Test
    void alertsOfOnePlaceAreInOneOrderAndThatOfTheLastKeyIsTheLast() {
        Alert other = new Alert(Optional.of(ThresholdLevel.percent(95)), 100);
        Alert left = new Alert(Optional.of(ThresholdLevel.keysLeft(3)), 100);
        List<Alert> sorted = List.of(left, other, EXHAUSTED);
        assertThat(ROW.withAlerts(sorted).alerts()).isEqualTo(sorted);
        assertThat(ROW.withAlerts(List.of(EXHAUSTED, other, left)).alerts()).isEqualTo(sorted);
        assertThat(ROW.withAlerts(List.of(other, EXHAUSTED, left)).alerts()).isEqualTo(sorted);
    }

    @Test
    void keysComeInAtTheTail() {
        assertThat(ROW.withAdded(20))
                .isEqualTo(new PoolRow(7, POOL, 121, 120, POLICY, true, BOTH, Queue.IN_VAIN, false));
        assertThat(ROW.withReturned(20))
                .isEqualTo(new PoolRow(7, POOL, 121, 100, POLICY, true, BOTH, Queue.IN_VAIN, false));
        assertThat(ROW.withRemoved(20))
                .isEqualTo(new PoolRow(7, POOL, 101, 80, POLICY, true, BOTH, Queue.IN_VAIN, false));
    }

    @Test
    void poolThatIgnoresCaseGoesOnDoingSo() {
        PoolRow ignoring = PoolRow.empty(7, POOL, POLICY).ignoringCase();
        assertThat(ignoring.isUnused()).isTrue();
        assertThat(ignoring.withAdded(1).isUnused()).isFalse();
        assertThat(ROW.ignoresCase()).isFalse();
        assertThat(ignoring.withAdded(1)
                        .withRemoved(1)
                        .withThreshold(ThresholdPolicy.OFF, false)
                        .withAlerts(BOTH)
                        .withQueue(Queue.EMPTY)
                        .named(Pool.untagged())
                        .ignoresCase())
                .isTrue();
    }

    @Test
    void laterLookTellsWhatIsInStock() {
        PoolRow later =
                new PoolRow(7, POOL, 111, 90, ThresholdPolicy.OFF, false, List.of(EXHAUSTED), Queue.EMPTY, true);
        assertThat(ROW.withStockOf(later)).isEqualTo(later.withQueue(Queue.IN_VAIN));
    }

    @Test
    void oneChangeLeavesTheRest() {
        assertThat(ROW.withThreshold(ThresholdPolicy.OFF, false))
                .isEqualTo(new PoolRow(7, POOL, 101, 100, ThresholdPolicy.OFF, false, BOTH, Queue.IN_VAIN, false));
        assertThat(ROW.withAlerts(List.of(EXHAUSTED)))
                .isEqualTo(new PoolRow(7, POOL, 101, 100, POLICY, true, List.of(EXHAUSTED), Queue.IN_VAIN, false));
        assertThat(ROW.named(Pool.untagged()))
                .isEqualTo(new PoolRow(7, Pool.untagged(), 101, 100, POLICY, true, BOTH, Queue.IN_VAIN, false));
    }
}
