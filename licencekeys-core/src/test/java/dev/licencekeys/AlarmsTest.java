package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Alarms.Settled;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.Alert;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.UsageSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** What is told of a pool, and when. */
class AlarmsTest {
    private static final long ID = 7;
    private static final Alarms ALARMS = new Alarms(Run.context(10));

    @Provide
    Arbitrary<ThresholdPolicy> policies() {
        Arbitrary<ThresholdLevel> levels = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 100).map(ThresholdLevel::percent),
                Arbitraries.longs().between(1, 20).map(ThresholdLevel::keysLeft));
        return levels.list().ofMinSize(1).ofMaxSize(4).map(some -> new ThresholdPolicy(some, true));
    }

    /** Everything that may be told of a pool, with how many keys are left then. */
    private static Map<Optional<ThresholdLevel>, Long> everything(PoolRow pool) {
        Map<Optional<ThresholdLevel>, Long> left = pool.threshold().levels().stream()
                .collect(Collectors.toMap(Optional::of, level -> level.availableOf(pool.total())));
        left.put(Optional.empty(), 0L);
        return left;
    }

    @Property
    void whoTakesTheKeyThatReachesALevelIsAtOrPastItsPosition(
            @ForAll @NotEmpty Set<@LongRange(min = 1, max = 500) Long> positions,
            @ForAll @IntRange(max = 50) int used,
            @ForAll("policies") ThresholdPolicy policy) {
        List<StockRow> stock = rows(positions);
        PoolRow pool = pool(stock.size() + used, policy, List.of());
        PoolRow settled = settle(pool, stock).pool();
        everything(pool).forEach((level, left) -> {
            List<Long> armed = settled.alerts().stream()
                    .filter(alert -> alert.level().equals(level))
                    .map(Alert::position)
                    .toList();
            if (stock.size() > left) {
                assertThat(armed)
                        .as("position of %s", level)
                        .containsExactly(
                                stock.get((int) (stock.size() - left - 1)).position());
            } else {
                assertThat(armed).as("position of %s, which is reached", level).isEmpty();
            }
        });
        assertThat(settled.alerts()).isSortedAccordingTo(Comparator.comparingLong(Alert::position));
        assertThat(settled.withAlerts(List.of())).isEqualTo(pool);
    }

    /** However the keys are cut into orders: each level once, and of those that one order reaches the last. */
    @Property
    void eachOrderTellsTheLastLevelThatItReaches(
            @ForAll @NotEmpty Set<@LongRange(min = 1, max = 200) Long> positions,
            @ForAll @IntRange(max = 50) int used,
            @ForAll("policies") ThresholdPolicy policy,
            @ForAll @NotEmpty List<@IntRange(min = 1, max = 30) Integer> orders) {
        List<StockRow> stock = rows(positions);
        PoolRow pool = pool(stock.size() + used, policy, List.of());
        AlarmStore store = new AlarmStore(settle(pool, stock).pool(), stock);
        int before = stock.size();
        for (int size : orders) {
            List<StockRow> taken = store.take(size);
            int after = before - taken.size();
            List<Event> told = store.tell(ALARMS, taken);
            int from = before;
            Optional<ThresholdLevel> last = policy.levels().stream()
                    .filter(level -> level.availableOf(pool.total()) < from && level.availableOf(pool.total()) >= after)
                    .min(Comparator.comparingLong(level -> level.availableOf(pool.total())));
            assertThat(told.stream()
                            .filter(ThresholdReached.class::isInstance)
                            .map(event -> ((ThresholdReached) event).level().availableOf(pool.total())))
                    .as("keys left at the level that is told of from %d to %d keys", before, after)
                    .isEqualTo(last.map(level -> level.availableOf(pool.total())).stream()
                            .toList());
            assertThat(told.stream().filter(PoolExhausted.class::isInstance))
                    .as("exhausted from %d to %d keys", before, after)
                    .hasSize(before > 0 && after == 0 ? 1 : 0);
            before = after;
        }
    }

    /** Whatever positions are missing, and whichever keys were used. */
    @Property
    void positionsMoveToWhereTheyAreRightWhenKeysComeIn(
            @ForAll @IntRange(max = 60) int positions,
            @ForAll Set<@LongRange(min = 1, max = 60) Long> missing,
            @ForAll @IntRange(max = 50) int used,
            @ForAll("policies") ThresholdPolicy policy,
            @ForAll boolean off,
            @ForAll @IntRange(min = 1, max = 40) int added) {
        Set<Long> present = LongStream.rangeClosed(1, positions)
                .filter(position -> !missing.contains(position))
                .boxed()
                .collect(Collectors.toSet());
        PoolRow pool = pool((long) present.size() + used, off ? policy.off() : policy, List.of());
        PoolRow before = settle(at(pool, positions + 1), rows(present)).pool();
        LongStream.rangeClosed(1, added).forEach(i -> present.add(positions + i));
        List<StockRow> stock = rows(present);
        PoolRow after = before.withAdded(added);
        PoolRow moved = ALARMS.moved(new AlarmStore(after, stock).transaction(), before, after, Run.NOW);
        assertThat(moved).isEqualTo(settle(after, stock).pool());
    }

    /** A thousand batches must not look at millions of keys each. */
    @Test
    void positionsInAPoolWithoutGapsMoveWithoutALookAtItsStock() {
        PoolRow before = at(pool(10, ThresholdPolicy.DEFAULT, armed(8, 10)), 11);
        PoolRow moved = ALARMS.moved(new StockOnly(Map.of()).transaction(), before, before.withAdded(990), Run.NOW);
        assertThat(moved.alerts()).isEqualTo(armed(800, 1_000));
    }

    @Test
    void whatWasToldIsNotToldAgainUntilThePoolIsReplenished() {
        PoolRow told = pool(10, ThresholdPolicy.DEFAULT, List.of());
        assertThat(settle(told, List.of())).isEqualTo(new Settled(told, List.of()));
        Settled few = settle(told, rows(Set.of(9L, 10L)));
        assertThat(few.pool().alerts()).containsExactly(new Alert(Optional.empty(), 10));
        assertThat(few.events()).isEmpty();
        assertThat(settle(told, rows(Set.of(8L, 9L, 10L))).pool().alerts()).isEqualTo(armed(8, 10));
    }

    @Test
    void whatIsReachedWithoutAnOrderIsToldAtOnce() {
        PoolRow armed = pool(10, ThresholdPolicy.DEFAULT, armed(8, 10));
        Settled few = settle(armed, rows(Set.of(9L, 10L)));
        assertThat(few.warnings()).extracting(ThresholdReached::level).containsExactly(ThresholdLevel.percent(80));
        assertThat(few.events()).hasSize(1);
        Settled none = settle(armed, List.of());
        assertThat(none.events().stream().map(Event::getClass))
                .containsExactly(ThresholdReached.class, PoolExhausted.class);
        assertThat(none.pool().alerts()).isEmpty();
    }

    @Test
    void nothingIsToldOfAPoolThatHasNoKeys() {
        PoolRow pool = pool(0, ThresholdPolicy.DEFAULT, armed(1, 1));
        assertThat(settle(pool, List.of())).isEqualTo(new Settled(pool.withAlerts(List.of()), List.of()));
    }

    @Test
    void ofAPolicyThatIsOffOnlyTheLastKeyIsTold() {
        PoolRow pool = pool(10, ThresholdPolicy.OFF, armed(8, 10));
        assertThat(settle(pool, rows(Set.of(9L, 10L))))
                .isEqualTo(new Settled(pool.withAlerts(List.of(new Alert(Optional.empty(), 10))), List.of()));
    }

    @Test
    void whoFindsThePoolHeldLeavesItToTheNextOne() {
        List<StockRow> stock = rows(Set.of(1L, 2L, 3L, 4L, 5L));
        AlarmStore store = new AlarmStore(
                settle(pool(5, ThresholdPolicy.DEFAULT, List.of()), stock).pool(), stock);
        store.held = true;
        assertThat(store.tell(ALARMS, store.take(4))).isEmpty();
        store.held = false;
        assertThat(store.tell(ALARMS, store.take(1)).stream().map(Event::getClass))
                .containsExactly(ThresholdReached.class, PoolExhausted.class);
    }

    /** The last key may be taken while others hold some before it, and may yet roll back. */
    @Test
    void aPoolOfWhichOthersHoldKeysIsNotExhausted() {
        List<StockRow> stock = rows(Set.of(1L, 2L, 3L));
        AlarmStore store = new AlarmStore(
                settle(pool(3, ThresholdPolicy.OFF, List.of()), stock).pool(), stock);
        List<StockRow> last = store.takeLast();
        assertThat(store.tell(ALARMS, last)).isEmpty();
        assertThat(store.tell(ALARMS, store.take(2))).isEmpty();
        assertThat(store.recheck(ALARMS).stream().map(Event::getClass)).containsExactly(PoolExhausted.class);
        assertThat(store.recheck(ALARMS)).as("told by another look").isEmpty();
    }

    @Test
    void anotherLookArmsNothingThatWasTold() {
        List<StockRow> stock = rows(Set.of(1L, 2L, 3L, 4L, 5L));
        AlarmStore store =
                new AlarmStore(pool(5, ThresholdPolicy.DEFAULT, List.of(new Alert(Optional.empty(), 5))), stock);
        assertThat(store.recheck(ALARMS)).isEmpty();
        assertThat(store.row().alerts()).containsExactly(new Alert(Optional.empty(), 5));
    }

    @Test
    void warningTellsForHowManyDaysTheKeysLast() {
        List<StockRow> stock = rows(Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
        AlarmStore store = new AlarmStore(
                settle(pool(40, ThresholdPolicy.DEFAULT, List.of()), stock).pool(), stock);
        store.usage = Optional.of(new UsageSample(Run.NOW.minus(Duration.ofDays(2)), 24));
        List<Event> told = store.tell(ALARMS, store.take(2));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        ThresholdReached.class,
                        warning -> assertThat(warning)
                                .isEqualTo(new ThresholdReached(
                                        warning.id(),
                                        Run.NOW,
                                        Pool.untagged(),
                                        ThresholdLevel.percent(80),
                                        40,
                                        8,
                                        Optional.of(2L))));
    }

    @Test
    void warningTellsHowManyKeysAnOrderLeftThatJumped() {
        List<StockRow> stock = rows(Set.of(1L, 2L, 3L, 4L, 5L));
        AlarmStore store = new AlarmStore(
                settle(pool(5, ThresholdPolicy.atPercent(20), List.of()), stock).pool(), stock);
        assertThat(store.tell(ALARMS, store.take(4)))
                .singleElement()
                .extracting(event -> ((ThresholdReached) event).available())
                .isEqualTo(1L);
    }

    private static Settled settle(PoolRow pool, List<StockRow> stock) {
        return ALARMS.settle(new AlarmStore(pool, stock).transaction(), pool, Run.NOW);
    }

    private static List<Alert> armed(long warning, long exhausted) {
        return List.of(
                new Alert(Optional.of(ThresholdLevel.percent(80)), warning), new Alert(Optional.empty(), exhausted));
    }

    private static PoolRow pool(long total, ThresholdPolicy policy, List<Alert> alerts) {
        return new PoolRow(ID, Pool.untagged(), total + 1, total, policy, true, alerts, PoolRow.Queue.EMPTY, false);
    }

    private static PoolRow at(PoolRow pool, long next) {
        return new PoolRow(
                pool.id(),
                pool.pool(),
                next,
                pool.total(),
                pool.threshold(),
                pool.followsDefault(),
                pool.alerts(),
                pool.queue(),
                pool.ignoresCase());
    }

    private static List<StockRow> rows(Set<Long> positions) {
        return positions.stream()
                .sorted()
                .map(position -> Scenarios.stockRow(ID, position))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
