package dev.licencekeys;

import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.QuantityTooLargeException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each line of some orders is still owed, given what is on record. Pure: no lock, no write, no clock. */
final class Plan {
    private final List<PlannedOrder> orders;
    private final Map<Long, PoolRow> pools;

    private Plan(List<PlannedOrder> orders, Map<Long, PoolRow> pools) {
        this.orders = orders;
        this.pools = pools;
    }

    /**
     * An order, or the reason why it is refused.
     *
     * @param lines in the order's order; those of a refused order are owed nothing
     */
    record PlannedOrder(Order order, List<PlannedLine> lines, Optional<LicenceKeysException> refusal) {}

    /**
     * A line and what it is owed.
     *
     * @param customer the host's reference of the customer; empty if it told none
     * @param known what is on record of it
     * @param carriesKeys whether its product has settings, or had when the line first came
     * @param sources pool ids in the order in which they are asked, {@link Recording#GENERATED} for the generator
     * @param owed keys that it lacks
     * @param inVain whether none of its sources has a key, so that a line that waits goes on waiting
     */
    record PlannedLine(
            LineRef ref,
            ProductRef product,
            String customer,
            int quantity,
            Optional<StoredLine> known,
            boolean carriesKeys,
            int keysPerUnit,
            ShortagePolicy shortage,
            List<Long> sources,
            int owed,
            boolean inVain) {

        /** Tells whether anything has to be written for it. */
        boolean changes() {
            return known.map(line -> line.quantity() != quantity || line.waiting() != owed || (owed > 0 && !inVain))
                    .orElse(carriesKeys);
        }

        /** Keys that it waits for, if nothing is changed. */
        int waiting() {
            return known.map(StoredLine::waiting).orElse(0);
        }

        /** Keys that it has beyond its quantity. */
        int surplus() {
            return known.map(line -> Math.max(0, line.keys().size() - quantity * keysPerUnit))
                    .orElse(0);
        }
    }

    static Plan of(List<Order> orders, Opened opened, int maxKeysPerLine) {
        List<PlannedOrder> planned = new ArrayList<>(orders.size());
        for (Order order : orders) {
            planned.add(planOrder(order, opened, maxKeysPerLine));
        }
        Map<Long, PoolRow> byId = new HashMap<>();
        opened.pools().values().forEach(pool -> byId.put(pool.id(), pool));
        return new Plan(planned, byId);
    }

    private static PlannedOrder planOrder(Order order, Opened opened, int maxKeysPerLine) {
        try {
            List<PlannedLine> lines = new ArrayList<>(order.lines().size());
            for (OrderLine line : order.lines()) {
                lines.add(planLine(order, line, opened, maxKeysPerLine));
            }
            return new PlannedOrder(order, lines, Optional.empty());
        } catch (LicenceKeysException refusal) {
            return new PlannedOrder(order, List.of(), Optional.of(refusal));
        }
    }

    private static PlannedLine planLine(Order order, OrderLine line, Opened opened, int maxKeysPerLine) {
        LineRef ref = new LineRef(order.id(), line.id());
        Optional<StoredLine> known = Optional.ofNullable(opened.lines().get(ref));
        if (known.isPresent() && !known.get().product().equals(line.product())) {
            throw new ConflictingOrderException(
                    order.id(),
                    line.id(),
                    "is on record for the product " + known.get().product() + ", but now asks for " + line.product()
                            + "; give a changed line a new id");
        }
        Optional<ProductSettings> settings = settingsOf(line.product(), opened);
        // A line keeps the terms under which it was first fulfilled.
        int keysPerUnit = known.map(StoredLine::keysPerUnit)
                .orElse(settings.map(ProductSettings::keysPerUnit).orElse(0));
        ShortagePolicy shortage = known.map(StoredLine::shortage)
                .orElse(settings.map(ProductSettings::shortage).orElse(ShortagePolicy.PARTIAL));
        int has = known.map(stored -> stored.keys().size()).orElse(0);
        int target = requireWithin(Math.max(maxKeysPerLine, has), line, keysPerUnit);
        return new PlannedLine(
                ref,
                line.product(),
                order.customer().orElse(""),
                line.quantity(),
                known,
                known.isPresent() || settings.isPresent(),
                keysPerUnit,
                shortage,
                settings.map(s -> sourceIds(s, opened.pools())).orElse(List.of()),
                Math.max(0, target - has),
                settings.map(s -> inVain(s, opened.pools())).orElse(true));
    }

    /** A variant's own settings beat its product's. */
    static Optional<ProductSettings> settingsOf(ProductRef product, Opened opened) {
        ProductSettings own = opened.products().get(product);
        return Optional.ofNullable(own != null ? own : opened.products().get(product.withoutVariant()));
    }

    private static int requireWithin(int maxKeysPerLine, OrderLine line, int keysPerUnit) {
        long keys = (long) line.quantity() * keysPerUnit;
        if (keys > maxKeysPerLine) {
            throw new QuantityTooLargeException("line \"" + line.id() + "\".quantity", keys, maxKeysPerLine);
        }
        return (int) keys;
    }

    private static List<Long> sourceIds(ProductSettings settings, Map<Pool, PoolRow> pools) {
        List<Long> ids = new ArrayList<>();
        for (KeySource source : settings.method().sources()) {
            if (source instanceof KeySource.FromPool from) {
                ids.add(poolOf(from, pools).id());
            } else {
                ids.add(Recording.GENERATED);
            }
        }
        return ids;
    }

    private static boolean inVain(ProductSettings settings, Map<Pool, PoolRow> pools) {
        return settings.method().sources().stream()
                .allMatch(source -> source instanceof KeySource.FromPool from
                        && poolOf(from, pools).queue() == PoolRow.Queue.IN_VAIN);
    }

    private static PoolRow poolOf(KeySource.FromPool source, Map<Pool, PoolRow> pools) {
        PoolRow pool = pools.get(source.pool());
        if (pool == null) {
            throw new IllegalStateException("the store left out the pool " + source.pool());
        }
        return pool;
    }

    List<PlannedOrder> orders() {
        return orders;
    }

    /** The pools that the lines' products name, by id. */
    Map<Long, PoolRow> pools() {
        return pools;
    }

    List<PlannedLine> lines() {
        return orders.stream().flatMap(order -> order.lines().stream()).toList();
    }

    /** Tells whether nothing has to be written: every line is a repeat, carries no keys, or is refused. */
    boolean isSettled() {
        return lines().stream().noneMatch(PlannedLine::changes);
    }

    /** The lines on record that will be changed. */
    Set<LineRef> linesToLock() {
        Set<LineRef> refs = new LinkedHashSet<>();
        for (PlannedLine line : lines()) {
            if (line.known().isPresent() && line.changes()) {
                refs.add(line.ref());
            }
        }
        return refs;
    }

    /** The pools, by name, from which any line that is owed something may get it. */
    Set<Pool> poolsInReach() {
        Set<Pool> reach = new LinkedHashSet<>();
        for (PlannedLine line : lines()) {
            if (line.owed() > 0) {
                poolIds(line.sources()).forEach(id -> reach.add(pool(id).pool()));
            }
        }
        return reach;
    }

    PoolRow pool(long id) {
        PoolRow pool = pools.get(id);
        if (pool == null) {
            throw new IllegalStateException("no pool " + id + " in this plan");
        }
        return pool;
    }

    /** Of some sources those that are pools. */
    static Set<Long> poolIds(Collection<Long> sources) {
        Set<Long> ids = new LinkedHashSet<>(sources);
        ids.remove(Recording.GENERATED);
        return ids;
    }
}
