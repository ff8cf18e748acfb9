package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** Where the warning of a pool is due. */
class PoolsTest {
    private static final long ID = 7;

    @Property
    void warningIsDueWithTheKeyThatReachesTheThreshold(
            @ForAll @NotEmpty Set<@LongRange(min = 1, max = 500) Long> positions,
            @ForAll @IntRange(max = 50) int used,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        List<StockRow> stock = rows(positions);
        long total = (long) stock.size() + used;
        PoolRow pool = pool(total, percent, PoolRow.NO_ALERT);
        PoolRow armed = withAlert(pool, stock);
        boolean isPast = percentAfter(total, stock.size()) >= percent;
        for (int i = 0; i < stock.size(); i++) {
            boolean due = stock.get(i).position() >= armed.alertPosition();
            boolean reached = percentAfter(total, stock.size() - i - 1) >= percent;
            assertThat(due).isEqualTo(reached && !isPast);
        }
        assertThat(armed.withAlertAt(PoolRow.NO_ALERT)).isEqualTo(pool);
    }

    /** Whatever positions are missing, and whichever keys were used. */
    @Property
    void warningMovesToWhereItIsDueWhenKeysComeIn(
            @ForAll @IntRange(max = 60) int positions,
            @ForAll Set<@LongRange(min = 1, max = 60) Long> missing,
            @ForAll @IntRange(max = 50) int used,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll boolean due,
            @ForAll @IntRange(max = 40) int added) {
        Set<Long> present = LongStream.rangeClosed(1, positions)
                .filter(position -> !missing.contains(position))
                .boxed()
                .collect(Collectors.toSet());
        PoolRow pool = new PoolRow(
                ID,
                Pool.untagged(),
                positions + 1L,
                (long) present.size() + used,
                new ThresholdPolicy(percent),
                due ? PoolRow.FIRST_POSITION : PoolRow.NO_ALERT,
                PoolRow.Queue.EMPTY);
        PoolRow before = withAlert(pool, rows(present));
        LongStream.rangeClosed(1, added).forEach(i -> present.add(positions + i));
        List<StockRow> stock = rows(present);
        PoolRow after = before.withAdded(added);
        PoolRow moved = Pools.withAlertMoved(new StockOnly(Map.of(ID, stock)).transaction(), Run.SHOP, before, after);
        assertThat(moved).isEqualTo(withAlert(after, stock));
    }

    /** A thousand batches must not look at millions of keys each. */
    @Test
    void warningOfAPoolWithoutGapsMovesWithoutALookAtItsStock() {
        PoolRow before = new PoolRow(ID, Pool.untagged(), 11, 10, ThresholdPolicy.DEFAULT, 8, PoolRow.Queue.EMPTY);
        StockOnly nothing = new StockOnly(Map.of());
        PoolRow moved = Pools.withAlertMoved(nothing.transaction(), Run.SHOP, before, before.withAdded(990));
        assertThat(moved.alertPosition()).isEqualTo(800);
    }

    private static int percentAfter(long total, long available) {
        return new PoolStock(Pool.untagged(), total, available, 0, ThresholdPolicy.OFF).usagePercent();
    }

    @Test
    void warningThatWasGivenIsNotDueAgainPastTheThreshold() {
        PoolRow given = pool(10, 80, PoolRow.NO_ALERT);
        assertThat(withAlert(given, rows(Set.of(9L, 10L)))).isEqualTo(given);
        assertThat(withAlert(given, List.of())).isEqualTo(given);
    }

    @Test
    void warningThatWasNotGivenIsDueAtOncePastTheThreshold() {
        PoolRow armed = pool(10, 80, 8);
        assertThat(withAlert(armed, rows(Set.of(9L, 10L)))).isEqualTo(armed.withAlertAt(PoolRow.FIRST_POSITION));
    }

    @Test
    void givenWarningIsArmedAgainWhenThePoolIsReplenished() {
        PoolRow given = pool(10, 80, PoolRow.NO_ALERT);
        assertThat(withAlert(given, rows(Set.of(8L, 9L, 10L))).alertPosition()).isEqualTo(8);
    }

    @Test
    void poolWithoutKeysOrWithoutThresholdGivesNoWarning() {
        assertThat(withAlert(pool(0, 80, 1), List.of()).alertPosition()).isEqualTo(PoolRow.NO_ALERT);
        assertThat(withAlert(pool(10, 0, 1), rows(Set.of(1L, 2L))).alertPosition())
                .isEqualTo(PoolRow.NO_ALERT);
    }

    private static PoolRow withAlert(PoolRow pool, List<StockRow> stock) {
        return Pools.withAlert(new StockOnly(Map.of(ID, stock)).transaction(), Run.SHOP, pool);
    }

    private static PoolRow pool(long total, int percent, long alertPosition) {
        return new PoolRow(
                ID, Pool.untagged(), 1_000, total, new ThresholdPolicy(percent), alertPosition, PoolRow.Queue.EMPTY);
    }

    private static List<StockRow> rows(Set<Long> positions) {
        return positions.stream()
                .sorted()
                .map(position -> Scenarios.stockRow(ID, position))
                .toList();
    }
}
