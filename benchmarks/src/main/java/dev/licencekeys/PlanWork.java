package dev.licencekeys;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Assigner.Decision;
import dev.licencekeys.key.KeyGenerator;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the core does for some orders between the statements: plans, allocates, and decides what to write. */
public final class PlanWork {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Pool POOL = Pool.tagged("a");
    private static final PoolRow ROW =
            PoolRow.empty(1, POOL, ThresholdPolicy.DEFAULT).withAdded(1_000_000);

    private final Assigner assigner = new Assigner(new ShopContext(
            "shop",
            Clock.systemUTC(),
            KeyGenerator.ulid(),
            new ProtectionGuard(KeyProtection.plaintext()),
            UlidFactory.newMonotonicInstance(),
            1_000,
            RateLimit.none(),
            Metrics.NONE,
            new Doorbell()));
    private final List<Order> orders;
    private final Map<Long, List<StockRow>> hand;
    private final Opened opened;

    /** Work for so many orders of so many lines with one unit each. */
    public PlanWork(int orders, int lines) {
        this.orders = IntStream.range(0, orders)
                .mapToObj(order -> Order.of(
                        "order-" + order,
                        IntStream.range(0, lines)
                                .mapToObj(line -> OrderLine.of("line-" + line, "product", 1))
                                .toList()))
                .toList();
        this.hand = Map.of(
                1L,
                IntStream.range(0, orders * lines)
                        .mapToObj(i -> new StockRow(
                                1, i + 1L, new KeyId(new UUID(1, i)), new SealedValue(new byte[] {1, 2, 3})))
                        .toList());
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag("a"));
        this.opened = new Opened(Map.of(ProductRef.of("product"), settings), Map.of(POOL, ROW), Map.of());
    }

    /** Does it once; returns how many keys it would give. */
    public int run() {
        Plan plan = Plan.of(orders, opened, 1_000);
        List<Group> groups =
                plan.orders().stream().map(order -> new Group(order.lines())).toList();
        if (Allocation.of(groups, Map.of(), Set.of()).wanted().isEmpty()) {
            throw new IllegalStateException("nothing is wanted");
        }
        Decision decision = assigner.decide(Allocation.of(groups, hand, Set.of()), NOW);
        return decision.recording().assignments().size();
    }
}
