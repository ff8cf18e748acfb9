package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.Plan.PlannedOrder;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.QuantityTooLargeException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a line is owed, by example; the laws are in {@link AllocationTest} and {@link RepeatTest}. */
class PlanTest {
    private static final int LIMIT = 1_000;
    private static final ProductRef EDITOR = ProductRef.of("editor");
    private static final ProductRef EDITOR_TEAM = ProductRef.of("editor", "team");
    private static final ProductSettings ALPHA = ProductSettings.of(AssignmentMethod.specificTag("alpha"));
    private static final ProductSettings BETA = ProductSettings.of(AssignmentMethod.specificTag("beta"));
    private static final long ALPHA_ID = Scenarios.idOf(Pool.tagged("alpha"));
    private static final long BETA_ID = Scenarios.idOf(Pool.tagged("beta"));
    private static final LineRef LINE = new LineRef("order", "line");

    @Test
    void newLineIsOwedItsQuantityTimesTheKeysPerUnit() {
        ProductSettings settings = ALPHA.withKeysPerUnit(4).withShortage(ShortagePolicy.ALL_OR_NOTHING);
        PlannedLine line = planLine(OrderLine.of("line", "editor", 3), Map.of(EDITOR, settings));

        assertThat(line.owed()).isEqualTo(12);
        assertThat(line.terms().keysPerUnit()).isEqualTo(4);
        assertThat(line.shortage()).isEqualTo(ShortagePolicy.ALL_OR_NOTHING);
        assertThat(line.sources()).containsExactly(ALPHA_ID);
        assertThat(line.ref()).isEqualTo(LINE);
        assertThat(line.known()).isEmpty();
        assertThat(line.changes()).isTrue();
        assertThat(line.surplus()).isZero();
    }

    @Test
    void sourcesAreThoseOfTheMethodInItsOrder() {
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag("beta")
                .thenUntagged()
                .thenTag("alpha")
                .thenGenerated());
        assertThat(planLine(OrderLine.of("line", "editor", 1), Map.of(EDITOR, settings))
                        .sources())
                .containsExactly(BETA_ID, Scenarios.idOf(Pool.untagged()), ALPHA_ID, Recording.GENERATED);
    }

    @Test
    void variantsOwnSettingsBeatItsProducts() {
        Map<ProductRef, ProductSettings> settings = Map.of(EDITOR, ALPHA, EDITOR_TEAM, BETA);
        assertThat(planLine(OrderLine.of("line", "editor", "team", 1), settings).sources())
                .containsExactly(BETA_ID);
        assertThat(planLine(OrderLine.of("line", "editor", 1), settings).sources())
                .containsExactly(ALPHA_ID);
    }

    @Test
    void variantWithoutItsOwnSettingsHasItsProducts() {
        assertThat(planLine(OrderLine.of("line", "editor", "home", 1), Map.of(EDITOR, ALPHA))
                        .sources())
                .containsExactly(ALPHA_ID);
    }

    @Test
    void productHasNothingOfItsVariants() {
        assertThat(planLine(OrderLine.of("line", "editor", 1), Map.of(EDITOR_TEAM, BETA))
                        .carriesKeys())
                .isFalse();
    }

    @Test
    void productWithoutSettingsCarriesNoKeysAndIsNotWritten() {
        Plan plan = plan(Order.of("order", OrderLine.of("line", "mug", 5)), opened(Map.of(EDITOR, ALPHA)));
        PlannedLine line = plan.lines().get(0);

        assertThat(line.carriesKeys()).isFalse();
        assertThat(line.owed()).isZero();
        assertThat(line.changes()).isFalse();
        assertThat(plan.isSettled()).isTrue();
    }

    @Test
    void lineOnRecordWhoseProductLostItsSettingsStillCarriesKeysButAsksNobody() {
        StoredLine known = known(EDITOR, 2, 1, 1);
        PlannedLine line = planLine(OrderLine.of("line", "editor", 2), Map.of(), known);

        assertThat(line.carriesKeys()).isTrue();
        assertThat(line.owed()).isEqualTo(1);
        assertThat(line.sources()).isEmpty();
    }

    @Test
    void lineOnRecordAsksTheSourcesOfToday() {
        StoredLine known = known(EDITOR, 2, 1, 1);
        assertThat(planLine(OrderLine.of("line", "editor", 2), Map.of(EDITOR, BETA), known)
                        .sources())
                .containsExactly(BETA_ID);
    }

    @Test
    void customerIsPassedOn() {
        Order order = Order.of("order", OrderLine.of("line", "editor", 1));
        Opened opened = opened(Map.of(EDITOR, ALPHA));
        assertThat(plan(order.forCustomer("customer-7"), opened)
                        .lines()
                        .get(0)
                        .terms()
                        .customer())
                .isEqualTo("customer-7");
        assertThat(plan(order, opened).lines().get(0).terms().customer()).isEmpty();
    }

    @Test
    void otherProductOnALineOnRecordRefusesItsOrderAlone() {
        Order conflicting =
                Order.of("order", OrderLine.of("first", "editor", 1), OrderLine.of("line", "editor", "team", 1));
        Order other = Order.of("other", OrderLine.of("line", "editor", 1));
        Opened opened = opened(Map.of(EDITOR, ALPHA), known(EDITOR, 1, 1, 1));
        Plan plan = Plan.of(List.of(conflicting, other), opened, LIMIT);

        PlannedOrder refused = plan.orders().get(0);
        assertThat(refused.lines()).isEmpty();
        assertThat(refused.refusal()).get().isInstanceOfSatisfying(ConflictingOrderException.class, conflict -> {
            assertThat(conflict.orderId()).isEqualTo("order");
            assertThat(conflict.lineId()).isEqualTo("line");
            assertThat(conflict.isTransient()).isFalse();
            assertThat(conflict)
                    .hasMessageContaining("order \"order\", line \"line\"")
                    .hasMessageContaining("on record for the product editor")
                    .hasMessageContaining("asks for editor/team")
                    .hasMessageContaining("give a changed line a new id");
        });
        assertThat(plan.orders().get(1).refusal()).isEmpty();
        assertThat(plan.lines()).extracting(PlannedLine::ref).containsExactly(new LineRef("other", "line"));
    }

    @Test
    void moreKeysThanAllowedRefuseTheirOrderAlone() {
        Order large = Order.of("large", OrderLine.of("ok", "editor", 1), OrderLine.of("line", "editor", 501));
        Order exact = Order.of("exact", OrderLine.of("line", "editor", 500));
        Plan plan = Plan.of(List.of(large, exact), opened(Map.of(EDITOR, ALPHA.withKeysPerUnit(2))), LIMIT);

        assertThat(plan.orders().get(0).lines()).isEmpty();
        assertThat(refusal(plan)).isInstanceOfSatisfying(QuantityTooLargeException.class, refusal -> {
            assertThat(refusal.limit()).isEqualTo(LIMIT);
            assertThat(refusal.field()).contains("line").contains("quantity");
            assertThat(refusal).hasMessageContaining("asks for 1002 keys; at most 1000 are allowed on one line");
        });
        assertThat(plan.orders().get(1).refusal()).isEmpty();
        assertThat(plan.lines()).extracting(PlannedLine::owed).containsExactly(1_000);
    }

    @Test
    void productOfQuantityAndKeysPerUnitDoesNotOverflow() {
        // 2^30 times 4 is 0 in 32 bits.
        Order order = Order.of("order", OrderLine.of("line", "editor", 1 << 30));
        Plan plan = plan(order, opened(Map.of(EDITOR, ALPHA.withKeysPerUnit(4))));
        assertThat(refusal(plan)).isInstanceOf(QuantityTooLargeException.class).hasMessageContaining("4294967296");
    }

    @Test
    void lineThatWaitsIsOwedWhatItWaitsFor() {
        PlannedLine line = planLine(OrderLine.of("line", "editor", 5), Map.of(EDITOR, ALPHA), known(EDITOR, 5, 1, 2));
        assertThat(line.owed()).isEqualTo(3);
        assertThat(line.changes()).isTrue();
    }

    @Test
    void lineThatHasEverythingDoesNotChange() {
        PlannedLine line = planLine(OrderLine.of("line", "editor", 2), Map.of(EDITOR, ALPHA), known(EDITOR, 2, 2, 4));
        assertThat(line.owed()).isZero();
        assertThat(line.changes()).isFalse();
        assertThat(line.surplus()).isZero();
    }

    @Test
    void loweredQuantityIsWrittenAndItsSurplusTold() {
        PlannedLine line = planLine(OrderLine.of("line", "editor", 1), Map.of(EDITOR, ALPHA), known(EDITOR, 3, 2, 6));
        assertThat(line.owed()).isZero();
        assertThat(line.changes()).isTrue();
        assertThat(line.surplus()).isEqualTo(4);
    }

    @Test
    void onlyPoolsOfLinesThatAreOwedSomethingAreInReach() {
        Map<ProductRef, ProductSettings> settings = new HashMap<>();
        settings.put(
                EDITOR,
                ProductSettings.of(
                        AssignmentMethod.specificTag("beta").thenUntagged().thenGenerated()));
        settings.put(ProductRef.of("game"), ALPHA);
        settings.put(ProductRef.of("suite"), ProductSettings.of(AssignmentMethod.autoGenerated()));
        Order order = Order.of(
                "order",
                OrderLine.of("line", "game", 1),
                OrderLine.of("owed", "editor", 1),
                OrderLine.of("made", "suite", 1),
                OrderLine.of("none", "mug", 1));
        Plan plan = plan(order, opened(settings, known(ProductRef.of("game"), 1, 1, 1)));

        assertThat(plan.poolsInReach()).containsExactlyInAnyOrder(Pool.tagged("beta"), Pool.untagged());
        assertThat(plan.linesToLock()).isEmpty();
        assertThat(plan.isSettled()).isFalse();
    }

    @Test
    void linesOnRecordThatChangeAreLocked() {
        Order order = Order.of("order", OrderLine.of("line", "editor", 2), OrderLine.of("new", "editor", 2));
        Plan plan = plan(order, opened(Map.of(EDITOR, ALPHA), known(EDITOR, 1, 1, 1)));
        assertThat(plan.linesToLock()).containsExactly(LINE);
    }

    @Test
    void poolsAreFoundById() {
        Plan plan = plan(Order.of("order", OrderLine.of("line", "editor", 1)), opened(Map.of(EDITOR, ALPHA)));
        assertThat(plan.pool(ALPHA_ID).pool()).isEqualTo(Pool.tagged("alpha"));
        assertThatThrownBy(() -> plan.pool(4711)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void storeThatLeavesOutAPoolIsFoundOut() {
        Opened lacking = new Opened(Map.of(EDITOR, ALPHA), Map.of(), Map.of());
        assertThatThrownBy(() -> plan(Order.of("order", OrderLine.of("line", "editor", 1)), lacking))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("alpha");
    }

    @Test
    void generatorIsNoPool() {
        assertThat(Plan.poolIds(List.of(30L, Recording.GENERATED, 10L))).containsExactly(30L, 10L);
    }

    private static LicenceKeysException refusal(Plan plan) {
        return plan.orders().get(0).refusal().orElseThrow();
    }

    private static PlannedLine planLine(
            OrderLine line, Map<ProductRef, ProductSettings> settings, StoredLine... known) {
        Plan plan = plan(Order.of("order", line), opened(settings, known));
        assertThat(plan.orders().get(0).refusal()).isEqualTo(Optional.empty());
        return plan.lines().get(0);
    }

    private static Plan plan(Order order, Opened opened) {
        return Plan.of(List.of(order), opened, LIMIT);
    }

    private static Opened opened(Map<ProductRef, ProductSettings> settings, StoredLine... known) {
        Map<LineRef, StoredLine> lines = new HashMap<>();
        for (StoredLine line : known) {
            lines.put(line.ref(), line);
        }
        return new Opened(settings, Scenarios.emptyPools(), lines);
    }

    private static StoredLine known(ProductRef product, int quantity, int keysPerUnit, int keys) {
        return new StoredLine(
                LINE,
                Optional.of(new LineTerms(product, "", keysPerUnit, ShortagePolicy.PARTIAL, false)),
                new LineCounts(quantity, 0, 0, Math.max(0, quantity * keysPerUnit - keys)),
                Scenarios.storedKeys(LINE, keys),
                Instant.EPOCH);
    }
}
