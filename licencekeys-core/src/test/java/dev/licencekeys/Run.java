package dev.licencekeys;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.Allocation.Grant;
import dev.licencekeys.Allocation.Granted;
import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Assigner.Decision;
import dev.licencekeys.Assigner.Given;
import dev.licencekeys.Plan.PlannedOrder;
import dev.licencekeys.StockOnly.Claim;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.store.StockRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A scenario carried through: planned, claimed, allocated and decided.
 *
 * @param claims what was claimed, in order
 */
record Run(Scenario scenario, Plan plan, Allocation allocation, Decision decision, List<Claim> claims) {
    static final String SHOP = "shop";
    static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123456Z");

    static Run of(Scenario scenario) {
        Assigner assigner = new Assigner(context(scenario.maxKeysPerLine()));
        StockOnly store = new StockOnly(scenario.stock());
        Plan plan = scenario.plan();
        Allocation allocation = assigner.allocate(store.transaction(), groups(plan), plan.pools(), NOW)
                .allocation();
        Decision decision = assigner.decide(allocation, NOW);
        return new Run(scenario, plan, allocation, decision, store.claims());
    }

    /** A context whose generator counts, so that tests see which key was made when. */
    static ShopContext context(int maxKeysPerLine) {
        AtomicInteger made = new AtomicInteger();
        return new ShopContext(
                SHOP,
                () -> NOW,
                now -> "MADE-" + made.incrementAndGet(),
                new ProtectionGuard(KeyProtection.plaintext()),
                UlidFactory.newMonotonicInstance(),
                maxKeysPerLine,
                RateLimit.none(),
                Metrics.NONE,
                new Doorbell());
    }

    static List<Group> groups(Plan plan) {
        return plan.orders().stream().map(order -> new Group(order.lines())).toList();
    }

    /** An order with what it was granted and given. */
    record Served(PlannedOrder order, Granted granted, List<Given> given) {
        boolean isRejected() {
            return granted.rejected();
        }
    }

    List<Served> orders() {
        List<Served> orders = new ArrayList<>();
        for (int i = 0; i < plan.orders().size(); i++) {
            orders.add(new Served(
                    plan.orders().get(i),
                    allocation.granted().get(i),
                    decision.given().get(i)));
        }
        return orders;
    }

    /** What was granted to the lines of orders that were not rejected, in the order in which they were served. */
    List<Grant> grants() {
        return accepted().flatMap(order -> order.granted().grants().stream()).toList();
    }

    Stream<Served> accepted() {
        return orders().stream().filter(order -> !order.isRejected());
    }

    /** The stock rows that were given, in the order in which they were. */
    List<StockRow> taken() {
        return grants().stream().flatMap(grant -> grant.taken().stream()).toList();
    }

    List<StockRow> stockOf(long pool) {
        return scenario.stock().getOrDefault(pool, List.of());
    }

    /** The store as the orders leave it. */
    Scenario after() {
        return Book.write(scenario, decision.recording());
    }

    /** The same orders once more, without those that were rejected or refused, of which nothing is on record. */
    Scenario repeat() {
        Scenario after = after();
        return after.withOrders(accepted()
                .filter(order -> order.order().refusal().isEmpty())
                .map(order -> order.order().order())
                .toList());
    }

    /** For the report of a property that failed. */
    @Override
    public String toString() {
        return scenario + "\nclaims " + claims + "\nwrites " + decision.recording();
    }
}
