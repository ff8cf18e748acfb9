package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Allocation.Grant;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.Run.Served;
import dev.licencekeys.StockOnly.Claim;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** The laws of who gets which key, over generated orders, settings, lines on record and stock. */
class AllocationTest {
    @Provide
    Arbitrary<Run> runs() {
        return new Scenarios().get().map(Run::of);
    }

    @Property(tries = 3_000)
    void allocationEqualsThatOfSomebodyWhoSeesTheWholeStock(@ForAll("runs") Run run) {
        List<PlainAllocation.Answer> plain =
                PlainAllocation.of(Run.groups(run.plan()), run.scenario().stock());
        List<Served> orders = run.orders();
        assertThat(orders).hasSameSizeAs(plain);
        for (int i = 0; i < orders.size(); i++) {
            assertThat(orders.get(i).isRejected()).isEqualTo(plain.get(i).rejected());
            assertThat(orders.get(i).granted().grants())
                    .extracting(Grant::waiting)
                    .isEqualTo(plain.get(i).lines().stream()
                            .map(PlainAllocation.Line::waiting)
                            .toList());
            if (!plain.get(i).rejected()) {
                assertThat(orders.get(i).granted().grants())
                        .extracting(
                                grant -> new PlainAllocation.Line(grant.taken(), grant.generated(), grant.waiting()))
                        .isEqualTo(plain.get(i).lines());
            }
        }
    }

    @Property
    void everyOwedKeyIsTakenOrMadeOrWaits(@ForAll("runs") Run run) {
        for (Grant grant : run.grants()) {
            assertThat(grant.taken().size() + grant.generated() + grant.waiting())
                    .isEqualTo(grant.line().owed());
            assertThat(grant.generated()).isNotNegative();
            assertThat(grant.waiting()).isNotNegative();
        }
    }

    @Property
    void noStockRowIsGivenTwice(@ForAll("runs") Run run) {
        assertThat(run.taken()).doesNotHaveDuplicates();
    }

    @Property
    void keysComeFromNamedSourcesOnly(@ForAll("runs") Run run) {
        for (Grant grant : run.grants()) {
            Set<Long> named = Set.copyOf(grant.line().sources());
            assertThat(grant.taken()).extracting(StockRow::poolId).allMatch(named::contains);
            if (grant.generated() > 0) {
                assertThat(named).contains(Recording.GENERATED);
            }
        }
    }

    @Property
    void sourcesAreAskedInTheirOrder(@ForAll("runs") Run run) {
        for (Grant grant : run.grants()) {
            assertThat(grant.taken())
                    .extracting(row -> grant.line().sources().indexOf(row.poolId()))
                    .isSorted();
        }
    }

    @Property
    void sourceIsLeftForTheNextOnlyWhenItIsEmpty(@ForAll("runs") Run run) {
        for (Grant grant : run.grants()) {
            Set<Long> passed = Plan.poolIds(grant.line().sources());
            if (wholeLineWaits(grant)) {
                continue;
            }
            if (grant.generated() == 0 && grant.waiting() == 0) {
                passed = Plan.poolIds(sourcesBeforeTheLastUsed(grant));
            }
            for (long pool : passed) {
                assertThat(run.taken()).containsAll(run.stockOf(pool));
                assertThat(run.allocation().leaves(pool)).isFalse();
            }
        }
    }

    private static List<Long> sourcesBeforeTheLastUsed(Grant grant) {
        List<Long> sources = grant.line().sources();
        return grant.taken().isEmpty()
                ? List.of()
                : sources.subList(
                        0,
                        sources.indexOf(
                                grant.taken().get(grant.taken().size() - 1).poolId()));
    }

    private static boolean wholeLineWaits(Grant grant) {
        return grant.waiting() > 0 && grant.line().shortage() == ShortagePolicy.ALL_OR_NOTHING;
    }

    @Property
    void lowestPositionOfAPoolGoesFirst(@ForAll("runs") Run run) {
        for (long pool : Scenarios.poolIds()) {
            List<StockRow> given =
                    run.taken().stream().filter(row -> row.poolId() == pool).toList();
            assertThat(given).isEqualTo(run.stockOf(pool).subList(0, given.size()));
        }
    }

    @Property
    void allOrNothingLinesGetAllOrNothing(@ForAll("runs") Run run) {
        for (Grant grant : run.grants()) {
            if (wholeLineWaits(grant)) {
                assertThat(grant.waiting()).isEqualTo(grant.line().owed());
                assertThat(grant.taken()).isEmpty();
                assertThat(grant.generated()).isZero();
            }
        }
    }

    @Property
    void orderIsRejectedJustWhenALineThatMustNotWaitIsShort(@ForAll("runs") Run run) {
        for (Served order : run.orders()) {
            boolean isShort = order.granted().grants().stream()
                    .anyMatch(grant -> grant.waiting() > 0 && grant.line().shortage() == ShortagePolicy.REJECT);
            assertThat(order.isRejected()).isEqualTo(isShort);
        }
    }

    @Property
    void rejectedOrdersLeaveEverythingAsIfTheyHadNotCome(@ForAll("runs") Run run) {
        Scenario without = run.scenario()
                .withOrders(run.accepted().map(order -> order.order().order()).toList());
        Run quiet = Run.of(without);
        assertThat(quiet.grants()).isEqualTo(run.grants());
        assertThat(quiet.decision().recording().taken())
                .isEqualTo(run.decision().recording().taken());
        assertThat(quiet.decision().recording().assignments())
                .hasSameSizeAs(run.decision().recording().assignments());
        assertThat(quiet.decision().recording().newLines())
                .isEqualTo(run.decision().recording().newLines());
        assertThat(quiet.decision().recording().changedLines())
                .isEqualTo(run.decision().recording().changedLines());
    }

    @Property
    void totalsAddUp(@ForAll("runs") Run run) {
        Recording recording = run.decision().recording();
        long owed = run.accepted()
                .flatMap(order -> order.order().lines().stream())
                .mapToInt(PlannedLine::owed)
                .sum();
        long waiting = run.grants().stream().mapToInt(Grant::waiting).sum();
        assertThat(recording.assignments().size() + waiting).isEqualTo(owed);
        assertThat(recording.taken().size() + recording.newKeys().size())
                .isEqualTo(recording.assignments().size());
    }

    @Property
    void orderOfTheLinesDoesNotChangeWhatTheOrderGets(
            @ForAll("specificMethods") AssignmentMethod method,
            @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 6) Integer> quantities,
            @ForAll @Size(4) List<@IntRange(max = 8) Integer> stock,
            @ForAll Random random) {
        List<OrderLine> lines = new ArrayList<>();
        Map<ProductRef, ProductSettings> settings = new HashMap<>();
        for (int i = 0; i < quantities.size(); i++) {
            lines.add(OrderLine.of("line-" + i, "product-" + i, quantities.get(i)));
            settings.put(ProductRef.of("product-" + i), ProductSettings.of(method));
        }
        List<OrderLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);

        Run one = Run.of(scenario(lines, settings, stock));
        Run other = Run.of(scenario(shuffled, settings, stock));

        assertThat(other.taken()).isEqualTo(one.taken());
        assertThat(sum(other, Grant::generated)).isEqualTo(sum(one, Grant::generated));
        assertThat(sum(other, Grant::waiting)).isEqualTo(sum(one, Grant::waiting));
    }

    @Provide
    Arbitrary<AssignmentMethod> specificMethods() {
        return Scenarios.settings().map(ProductSettings::method);
    }

    private static int sum(Run run, ToIntFunction<Grant> figure) {
        return run.grants().stream().mapToInt(figure).sum();
    }

    private static Scenario scenario(
            List<OrderLine> lines, Map<ProductRef, ProductSettings> settings, List<Integer> stock) {
        Map<Long, List<StockRow>> rows = new HashMap<>();
        List<Long> ids = Scenarios.poolIds();
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            rows.put(
                    id,
                    LongStream.rangeClosed(1, stock.get(i))
                            .mapToObj(position -> Scenarios.stockRow(id, position))
                            .toList());
        }
        Opened opened = new Opened(settings, Scenarios.emptyPools(), Map.of());
        return new Scenario(List.of(Order.of("order", lines)), opened, rows, 100);
    }

    @Property
    void keysThatWereClaimedAndNotGivenAreLeft(@ForAll("runs") Run run) {
        Map<Long, Integer> inHand = new HashMap<>();
        for (Claim claim : run.claims()) {
            claim.wanted().keySet().forEach(pool -> inHand.put(pool, claim.gotOf(pool)));
        }
        for (long pool : Scenarios.poolIds()) {
            long given =
                    run.taken().stream().filter(row -> row.poolId() == pool).count();
            assertThat(run.allocation().leaves(pool)).isEqualTo(inHand.getOrDefault(pool, 0) > given);
        }
    }

    @Property(tries = 3_000)
    void claimingEndsAfterOneRoundForEachPoolAndOneMore(@ForAll("runs") Run run) {
        assertThat(run.claims()).hasSizeLessThanOrEqualTo(reach(run.plan()).size() + 1);
        assertThat(run.allocation().wanted()).isEmpty();
    }

    @Property
    void firstClaimIsWhatTheFirstSourcesOwe(@ForAll("runs") Run run) {
        Map<Long, Integer> owed = new HashMap<>();
        for (PlannedLine line : run.plan().lines()) {
            if (line.owed() > 0 && !line.sources().isEmpty() && line.sources().get(0) != Recording.GENERATED) {
                owed.merge(line.sources().get(0), line.owed(), Integer::sum);
            }
        }
        if (owed.isEmpty()) {
            assertThat(run.claims()).isEmpty();
        } else {
            assertThat(run.claims().get(0).wanted()).isEqualTo(owed);
        }
    }

    @Property(tries = 3_000)
    void noPoolIsClaimedForNothing(@ForAll("runs") Run run) {
        Map<Long, Integer> inHand = new HashMap<>();
        Set<Long> exhausted = new HashSet<>();
        for (Claim claim : run.claims()) {
            assertThat(claim.wanted()).isNotEmpty();
            claim.wanted().forEach((pool, count) -> {
                assertThat(exhausted).doesNotContain(pool);
                assertThat(count).isGreaterThan(inHand.getOrDefault(pool, 0));
                assertThat(count).isLessThanOrEqualTo(owedOf(run.plan(), pool));
                assertThat(run.plan().lines()).anyMatch(line -> mayAsk(line, pool, exhausted));
            });
            claim.wanted().forEach((pool, count) -> {
                inHand.put(pool, claim.gotOf(pool));
                if (claim.gotOf(pool) < count) {
                    exhausted.add(pool);
                }
            });
        }
    }

    /** Whether a line names this pool and has only exhausted ones before it. */
    private static boolean mayAsk(PlannedLine line, long pool, Set<Long> exhausted) {
        int place = line.sources().indexOf(pool);
        return line.owed() > 0
                && place >= 0
                && exhausted.containsAll(line.sources().subList(0, place));
    }

    @Property
    void everyClaimTellsForEachPoolWhichAreAskedAfterIt(@ForAll("runs") Run run) {
        Map<Long, Set<Long>> overflow = new HashMap<>();
        for (PlannedLine line : run.plan().lines()) {
            List<Long> sources = line.owed() > 0 ? line.sources() : List.of();
            for (int i = 0; i < sources.size(); i++) {
                Set<Long> later = new HashSet<>(sources.subList(i + 1, sources.size()));
                later.remove(Recording.GENERATED);
                overflow.computeIfAbsent(sources.get(i), pool -> new HashSet<>())
                        .addAll(later);
            }
        }
        overflow.values().removeIf(Set::isEmpty);
        assertThat(run.claims()).extracting(Claim::overflow).allMatch(overflow::equals);
    }

    private static int owedOf(Plan plan, long pool) {
        return plan.lines().stream()
                .filter(line -> line.sources().contains(pool))
                .mapToInt(PlannedLine::owed)
                .sum();
    }

    private static Set<Long> reach(Plan plan) {
        Set<Long> reach = new HashSet<>();
        for (PlannedLine line : plan.lines()) {
            if (line.owed() > 0) {
                reach.addAll(line.sources());
            }
        }
        reach.remove(Recording.GENERATED);
        return reach;
    }

    @Property(tries = 2_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void scenariosAreNotDull(@ForAll("runs") Run run) {
        see("an order is rejected", run.orders().stream().anyMatch(Served::isRejected));
        see(
                "an order is refused",
                run.plan().orders().stream().anyMatch(order -> order.refusal().isPresent()));
        see(
                "a line waits in part",
                run.grants().stream()
                        .anyMatch(grant -> grant.waiting() > 0 && !grant.taken().isEmpty()));
        see("an all-or-nothing line waits", run.grants().stream().anyMatch(AllocationTest::wholeLineWaits));
        see(
                "a line gets keys of two pools",
                run.grants().stream()
                        .anyMatch(grant -> grant.taken().stream()
                                        .map(StockRow::poolId)
                                        .distinct()
                                        .count()
                                > 1));
        see(
                "keys are taken and made for a line",
                run.grants().stream()
                        .anyMatch(
                                grant -> grant.generated() > 0 && !grant.taken().isEmpty()));
        see(
                "a rejected order gives keys back",
                run.orders().stream()
                        .anyMatch(order -> order.isRejected()
                                && order.granted().grants().stream()
                                        .anyMatch(grant -> !grant.taken().isEmpty())));
        see("claiming takes three rounds", run.claims().size() >= 3);
        see(
                "a line on record gets more",
                run.grants().stream()
                        .anyMatch(grant -> grant.line().known().isPresent()
                                && grant.taken().size() + grant.generated() > 0));
    }

    private static void see(String what, boolean happened) {
        Statistics.label(what)
                .collect(happened)
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 5.0));
    }
}
