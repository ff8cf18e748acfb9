package dev.licencekeys;

import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.QuantityTooLargeException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
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
    private final List<PlannedLine> lines = new ArrayList<>();
    private final Map<Long, PoolRow> pools;

    private Plan(List<PlannedOrder> orders, Map<Long, PoolRow> pools) {
        this.orders = orders;
        this.pools = pools;
        orders.forEach(order -> lines.addAll(order.lines()));
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
     * @param terms under what it is fulfilled
     * @param counts its figures, if it waits for all that it is owed
     * @param known what is on record of it
     * @param carriesKeys whether its product has settings, or had when the line first came
     * @param sources pool ids in the order in which they are asked, {@link Recording#GENERATED} for the generator
     * @param inVain whether none of its sources has a key, so that a line that waits goes on waiting
     */
    record PlannedLine(
            LineRef ref,
            LineTerms terms,
            LineCounts counts,
            Optional<StoredLine> known,
            boolean carriesKeys,
            List<Long> sources,
            boolean inVain) {

        /** Keys that it lacks. */
        int owed() {
            return counts.waiting();
        }

        ShortagePolicy shortage() {
            return terms.shortage();
        }

        /** Tells whether anything has to be written for it. */
        boolean changes() {
            return carriesKeys
                    && known.map(line -> !line.counts().equals(counts) || (owed() > 0 && !inVain))
                            .orElse(true);
        }

        /** Keys that it waits for, if nothing is changed. */
        int waiting() {
            return known.map(StoredLine::waiting).orElse(0);
        }

        /** Keys that it has. */
        int has() {
            return known.map(line -> line.keys().size()).orElse(0);
        }

        /** Keys that it has beyond the units that were ordered and not refunded. */
        int surplus() {
            return Math.max(0, has() - counts.units() * terms.keysPerUnit());
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
        Optional<LineTerms> knownTerms = known.flatMap(StoredLine::terms);
        knownTerms.ifPresent(terms -> requireSame(terms, order, line));
        Optional<ProductSettings> settings = settingsOf(line.product(), opened);
        // A line keeps the terms under which it was first fulfilled.
        LineTerms terms = new LineTerms(
                line.product(),
                // Written with a line that comes, and never again: whoever was erased since is not named by a repeat.
                order.customer().orElse(""),
                knownTerms
                        .map(LineTerms::keysPerUnit)
                        .or(() -> settings.map(ProductSettings::keysPerUnit))
                        .orElse(0),
                knownTerms
                        .map(LineTerms::shortage)
                        .or(() -> settings.map(ProductSettings::shortage))
                        .orElse(ShortagePolicy.PARTIAL),
                order.test());
        int has = known.map(stored -> stored.keys().size()).orElse(0);
        requireWithin(Math.max(maxKeysPerLine, has), line, terms.keysPerUnit());
        LineCounts before = known.map(StoredLine::counts).orElse(LineCounts.NONE);
        LineCounts counts = new LineCounts(
                        line.quantity(),
                        Math.max(before.refunded(), line.refunded()),
                        before.withdrawn(),
                        Integer.MAX_VALUE)
                .fitting(terms.keysPerUnit(), has);
        return new PlannedLine(
                ref,
                terms,
                counts,
                known,
                knownTerms.isPresent() || settings.isPresent(),
                sourcesOf(terms, opened),
                settings.map(s -> !terms.test() && inVain(s, opened.pools())).orElse(true));
    }

    /** Where the keys of a line come from, as things are; nowhere if its product has lost its settings. */
    static List<Long> sourcesOf(LineTerms terms, Opened opened) {
        return settingsOf(terms.product(), opened)
                .map(settings -> terms.test() ? List.of(Recording.GENERATED) : sourceIds(settings, opened.pools()))
                .orElse(List.of());
    }

    private static void requireSame(LineTerms known, Order order, OrderLine line) {
        if (!known.product().equals(line.product())) {
            throw new ConflictingOrderException(
                    order.id(),
                    line.id(),
                    "is on record for the product " + known.product() + ", but now asks for " + line.product()
                            + "; give a changed line a new id");
        }
        if (known.test() != order.test()) {
            throw new ConflictingOrderException(
                    order.id(),
                    line.id(),
                    known.test()
                            ? "is on record as a test, but now comes as a real order; give the real order another id"
                            : "is on record as a real order, but now comes as a test; give the test another id");
        }
    }

    /** Whether a line came itself, and not only a refund of it, or a key by hand. */
    static boolean came(Optional<StoredLine> line) {
        return line.filter(known -> known.counts().quantity() > 0).isPresent();
    }

    /** A variant's own settings beat its product's. */
    static Optional<ProductSettings> settingsOf(ProductRef product, Opened opened) {
        ProductSettings own = opened.products().get(product);
        return Optional.ofNullable(own != null ? own : opened.products().get(product.withoutVariant()));
    }

    private static void requireWithin(int maxKeysPerLine, OrderLine line, int keysPerUnit) {
        long keys = (long) line.quantity() * keysPerUnit;
        if (keys > maxKeysPerLine) {
            throw new QuantityTooLargeException("line \"" + line.id() + "\".quantity", keys, maxKeysPerLine);
        }
    }

    private static List<Long> sourceIds(ProductSettings settings, Map<Pool, PoolRow> pools) {
        List<Long> ids = new ArrayList<>(settings.method().sources().size());
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
        for (KeySource source : settings.method().sources()) {
            if (!(source instanceof KeySource.FromPool from)
                    || poolOf(from, pools).queue() != PoolRow.Queue.IN_VAIN) {
                return false;
            }
        }
        return true;
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
        return lines;
    }

    /** Tells whether nothing has to be written: every line is a repeat, carries no keys, or is refused. */
    boolean isSettled() {
        for (PlannedLine line : lines) {
            if (line.changes()) {
                return false;
            }
        }
        return true;
    }

    /** The lines on record that will be changed. */
    Set<LineRef> linesToLock() {
        Set<LineRef> refs = new LinkedHashSet<>();
        for (PlannedLine line : lines) {
            if (line.known().isPresent() && line.changes()) {
                refs.add(line.ref());
            }
        }
        return refs;
    }

    /** The pools, by name, from which any line that is owed something may get it. */
    Set<Pool> poolsInReach() {
        Set<Pool> reach = new LinkedHashSet<>();
        for (PlannedLine line : lines) {
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
