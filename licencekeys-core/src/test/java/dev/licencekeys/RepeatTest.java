package dev.licencekeys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Allocation.Grant;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** An order that comes again: the same, for more, for less, or after something changed. */
class RepeatTest {
    @Provide
    Arbitrary<Run> runs() {
        return new Scenarios().get().map(Run::of);
    }

    @Property
    void repeatChangesNothing(@ForAll("runs") Run run) {
        Run again = Run.of(run.repeat());
        Recording recording = again.decision().recording();
        assertThat(recording.newLines()).isEmpty();
        assertThat(recording.newKeys()).isEmpty();
        assertThat(recording.assignments()).isEmpty();
        assertThat(recording.taken()).isEmpty();
        assertThat(again.after().opened()).isEqualTo(run.after().opened());
    }

    @Property
    void repeatAnswersTheSameKeys(@ForAll("runs") Run run) {
        Map<LineRef, List<StoredKey>> first = new HashMap<>();
        run.accepted().flatMap(order -> order.given().stream()).forEach(given -> {
            List<StoredKey> keys = new ArrayList<>();
            given.grant().line().known().ifPresent(known -> keys.addAll(known.keys()));
            keys.addAll(given.keys());
            first.put(given.grant().line().ref(), keys);
        });
        for (PlannedLine line : run.repeat().plan().lines()) {
            assertThat(line.known().map(StoredLine::keys).orElse(List.of())).isEqualTo(first.get(line.ref()));
        }
    }

    @Property
    void onlyLinesThatMayGetWhatTheyWaitForAreLookedAtAgain(@ForAll("runs") Run run) {
        Set<LineRef> waiting = run.grants().stream()
                .filter(grant -> grant.waiting() > 0 && !grant.line().inVain())
                .map(grant -> grant.line().ref())
                .collect(Collectors.toSet());
        Plan again = run.repeat().plan();
        assertThat(again.linesToLock()).isEqualTo(waiting);
        assertThat(again.isSettled()).isEqualTo(waiting.isEmpty());
    }

    @Property
    void settledRepeatClaimsNothing(@ForAll("runs") Run run) {
        Run again = Run.of(run.repeat());
        if (again.plan().isSettled()) {
            assertThat(again.claims()).isEmpty();
            assertThat(again.plan().poolsInReach()).isEmpty();
            assertThat(again.decision().recording().changedLines()).isEmpty();
        }
    }

    @Property
    void largerQuantityOwesTheDifference(@ForAll("runs") Run run, @ForAll @IntRange(min = 1, max = 3) int more) {
        Scenario raised = withQuantities(run.repeat(), quantity -> quantity + more);
        for (PlannedLine line : raised.plan().lines()) {
            line.known()
                    .filter(known -> surplusOf(known) == 0)
                    .ifPresent(known -> assertThat(line.owed())
                            .isEqualTo(known.waiting()
                                    + more * known.requireTerms().keysPerUnit()));
        }
    }

    private static int surplusOf(StoredLine line) {
        return line.keys().size()
                + line.waiting()
                - line.counts().quantity() * line.requireTerms().keysPerUnit();
    }

    @Property
    void largerQuantityUsesUpTheSurplusFirst(@ForAll("runs") Run run, @ForAll @IntRange(min = 1, max = 3) int more) {
        Scenario raised = withQuantities(run.repeat(), quantity -> quantity + more);
        for (PlannedLine line : raised.plan().lines()) {
            line.known()
                    .filter(known -> surplusOf(known) > 0)
                    .ifPresent(known -> assertThat(line.owed() - line.surplus())
                            .isEqualTo(more * known.requireTerms().keysPerUnit() - surplusOf(known)));
        }
    }

    @Property
    void smallerQuantityKeepsItsKeysAndTellsTheSurplus(@ForAll("runs") Run run) {
        Scenario before = run.repeat();
        Run again = Run.of(withQuantities(before, quantity -> 1));
        assertThat(again.decision().recording().assignments())
                .extracting(Recording.Assignment::line)
                .isSubsetOf(waitingOf(before));
        for (Grant grant : again.grants()) {
            PlannedLine line = grant.line();
            line.known().ifPresent(known -> {
                StoredLine kept = requireNonNull(again.after().opened().lines().get(line.ref()));
                assertThat(kept.keys().subList(0, known.keys().size())).isEqualTo(known.keys());
                assertThat(kept.counts().quantity()).isEqualTo(1);
                assertThat(line.surplus())
                        .isEqualTo(Math.max(
                                0, known.keys().size() - known.requireTerms().keysPerUnit()));
                if (line.surplus() > 0) {
                    assertThat(kept.waiting()).isZero();
                    assertThat(kept.keys()).hasSameSizeAs(known.keys());
                }
            });
        }
    }

    private static Set<LineRef> waitingOf(Scenario scenario) {
        return scenario.opened().lines().values().stream()
                .filter(line -> line.waiting() > 0)
                .map(StoredLine::ref)
                .collect(Collectors.toSet());
    }

    @Property
    void quantityThatIsLoweredAndRaisedAgainGetsNothingNew(@ForAll("runs") Run run) {
        Scenario before = run.repeat();
        Scenario lowered = Run.of(withQuantities(before, quantity -> 1)).after();
        Plan again = lowered.withOrders(before.orders()).plan();
        for (PlannedLine line : again.lines()) {
            line.known().ifPresent(known -> {
                int target = line.counts().quantity() * known.requireTerms().keysPerUnit();
                assertThat(line.owed())
                        .isEqualTo(Math.max(0, target - known.keys().size()));
            });
        }
        assertThat(again.lines())
                .filteredOn(
                        line -> line.known().isPresent() && !waitingOf(before).contains(line.ref()))
                .allMatch(line -> line.owed() == 0);
    }

    @Property
    void lineKeepsItsTermsWhenTheSettingsChange(@ForAll("runs") Run run, @ForAll("settings") ProductSettings other) {
        Scenario before = run.repeat();
        Map<ProductRef, ProductSettings> products =
                new HashMap<>(before.opened().products());
        products.replaceAll((product, settings) -> other);
        Opened changed =
                new Opened(products, before.opened().pools(), before.opened().lines());
        Plan plan = Plan.of(before.orders(), changed, before.maxKeysPerLine());
        for (PlannedLine line : plan.lines()) {
            line.known().ifPresent(known -> {
                assertThat(line.terms().keysPerUnit())
                        .isEqualTo(known.requireTerms().keysPerUnit());
                assertThat(line.terms().shortage())
                        .isEqualTo(known.requireTerms().shortage());
                assertThat(line.owed()).isEqualTo(known.waiting());
            });
        }
    }

    @Provide
    Arbitrary<ProductSettings> settings() {
        return Scenarios.settings();
    }

    @Property(tries = 300)
    void nothingIsLostOrDoubledOverManyCalls(@ForAll("runs") Run first, @ForAll("histories") List<Scenario> later) {
        // That no key is given twice, and none that is not in stock, is checked by the book.
        Scenario now = first.after();
        for (int i = 0; i < later.size(); i++) {
            now = Run.of(replenished(now, i).withOrders(later.get(i).orders())).after();
        }
        for (StoredLine line : now.opened().lines().values()) {
            int target = line.counts().quantity() * line.requireTerms().keysPerUnit();
            assertThat(line.waiting())
                    .isEqualTo(Math.max(0, target - line.keys().size()));
            assertThat(line.keys())
                    .extracting(StoredKey::number)
                    .isEqualTo(
                            IntStream.rangeClosed(1, line.keys().size()).boxed().toList());
        }
    }

    @Provide
    Arbitrary<List<Scenario>> histories() {
        return new Scenarios().get().list().ofMinSize(1).ofMaxSize(6);
    }

    /** Two more keys in each pool, at the tail. */
    private static Scenario replenished(Scenario scenario, int time) {
        Map<Long, List<StockRow>> stock = new HashMap<>(scenario.stock());
        stock.replaceAll((pool, rows) -> {
            List<StockRow> more = new ArrayList<>(rows);
            more.add(Scenarios.stockRow(pool, 100L + 2L * time));
            more.add(Scenarios.stockRow(pool, 101L + 2L * time));
            return more;
        });
        return new Scenario(scenario.orders(), scenario.opened(), stock, scenario.maxKeysPerLine());
    }

    private static Scenario withQuantities(Scenario scenario, UnaryOperator<Integer> change) {
        return scenario.withOrders(scenario.orders().stream()
                .map(order -> Order.of(
                        order.id(),
                        order.lines().stream()
                                .map(line -> new OrderLine(line.id(), line.product(), change.apply(line.quantity())))
                                .toList()))
                .toList());
    }
}
