package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdLevel;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.Undelivered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Orders, rollbacks, uploads, returns, retirements and changed policies of one pool from all sides. Each of them holds the
 * pool when it ends, and says then what it came to; in this order they are told to a plain rule, and what that tells must be
 * on record, in its order.
 */
final class AlertsAtOnce {
    static final List<Contract> CONTRACTS = List.of(new Contract(
            "thresholds, at once",
            "whatever happens to a pool at once, each crossing is told once, and none that was rolled back",
            Promise.ONE_WARNING,
            AlertsAtOnce::crossings));

    private static final int CALLERS = 8;
    private static final int CALLS = 25;
    private static final Pool POOL = Pool.tagged("p");
    private static final Act ACT = new Act("somebody", "at once");

    private final TestShop shop;
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final AtomicLong seq = new AtomicLong();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    /** Orders that were committed: to create others' lines and then wait for the pool would be a deadlock. */
    private final List<String> orders = new CopyOnWriteArrayList<>();

    private AlertsAtOnce(TestShop shop) {
        this.shop = shop;
    }

    /** What the pool was after a change that was committed. */
    private record Change(long seq, long total, long available, ThresholdPolicy policy) {}

    private static void crossings(TestShop shop) throws InterruptedException {
        new AlertsAtOnce(shop).run();
    }

    private void run() throws InterruptedException {
        shop.keys().stock().createPool("p");
        shop.sells("p", AssignmentMethod.specificTag("p"), ShortagePolicy.REJECT);
        change(shop.keys(), keys -> upload(keys, 20));
        Race<LicenceKeys> race = new Race<>();
        for (int i = 0; i < CALLERS; i++) {
            Random random = new Random(shop.random().nextLong());
            LicenceKeys node = shop.onAnotherNode();
            race.with(() -> {
                for (int call = 0; call < CALLS; call++) {
                    call(node, random);
                }
                return node;
            });
        }
        race.run();
        assertThat(busy.get())
                .as("calls that came to nothing, of %d", CALLERS * CALLS)
                .isLessThan(CALLERS * CALLS / 2);
        assertThat(told()).as("what was told of the pool").isEqualTo(right());
    }

    private void call(LicenceKeys node, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> change(node, keys -> upload(keys, 1 + random.nextInt(8)));
            case 2 -> change(node, keys -> retire(keys, random));
            case 3 -> change(node, keys -> keys.stock().warnAt(POOL, policy(random)));
            case 4, 5 -> giveBack(node, random);
            case 6, 7 -> rolledBack(node, keys -> order(keys, newOrder(), random));
            default -> {
                String order = newOrder();
                if (change(node, keys -> order(keys, order, random))) {
                    orders.add(order);
                }
            }
        }
    }

    /**
     * Makes a change in one transaction, and notes what the pool is then, while nobody else can change it. Where others were
     * always faster, until the deadline, nothing happened.
     *
     * @return whether it happened
     */
    private boolean change(LicenceKeys node, Consumer<LicenceKeys> work) {
        try {
            changes.add(shop.store().transact(tx -> within(node, tx, work)));
            return true;
        } catch (LicenceKeysException e) {
            count(e);
            return false;
        }
    }

    private Change within(LicenceKeys node, StoreTransaction tx, Consumer<LicenceKeys> work) {
        work.accept(node.with(new WithinTransaction(tx)));
        // Whoever changed nothing does not hold the pool, and waits for it here.
        tx.lockPools(shop.id(), Set.of(POOL));
        PoolStock stock = tx.stock(shop.id(), "p").get(0);
        return new Change(seq.incrementAndGet(), stock.total(), stock.available(), stock.threshold());
    }

    private void rolledBack(LicenceKeys node, Consumer<LicenceKeys> work) {
        try {
            shop.store().transact(tx -> {
                work.accept(node.with(new WithinTransaction(tx)));
                throw new Undo();
            });
        } catch (Undo e) {
            // As it was meant.
        } catch (LicenceKeysException e) {
            count(e);
        }
    }

    private void count(LicenceKeysException e) {
        if (!e.isTransient()) {
            throw e;
        }
        busy.incrementAndGet();
    }

    /** What makes a transaction fail. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void upload(LicenceKeys keys, int count) {
        String name = "upload-" + names.incrementAndGet();
        keys.stock().upload(POOL, IntStream.range(0, count).mapToObj(i -> name + "-" + i));
    }

    private String newOrder() {
        return "order-" + names.incrementAndGet();
    }

    private static void order(LicenceKeys keys, String order, Random random) {
        keys.fulfil(Order.of(order, OrderLine.of("1", "p", 1 + random.nextInt(4))));
    }

    private void giveBack(LicenceKeys node, Random random) {
        List<String> sold = List.copyOf(orders);
        if (!sold.isEmpty()) {
            String id = "refund-" + names.incrementAndGet();
            Refund refund =
                    Refund.of(id, sold.get(random.nextInt(sold.size())), "1", 1).with(RefundPolicy.RETURN_UNREVEALED);
            change(node, keys -> keys.refund(refund));
        }
    }

    private static void retire(LicenceKeys keys, Random random) {
        List<KeyId> some = keys.inventory().keys(POOL, KeyState.AVAILABLE, KeyCursor.START, 100).keys().stream()
                .filter(key -> random.nextInt(6) == 0)
                .map(key -> key.id())
                .toList();
        keys.inventory().retire(some, ACT);
    }

    private static ThresholdPolicy policy(Random random) {
        ThresholdPolicy policy =
                ThresholdPolicy.atPercent(50 + random.nextInt(50)).and(ThresholdLevel.keysLeft(1 + random.nextInt(5)));
        return random.nextInt(4) == 0 ? policy.off() : policy;
    }

    /** What is on record, in the order in which it is delivered. */
    private List<String> told() {
        return shop.store().transact(tx -> tx.undelivered(shop.id(), Undelivered.partOf("pool p"), 0, 10_000)).stream()
                .flatMap(waiting -> waiting.event().stream())
                .flatMap(AlertsAtOnce::text)
                .toList();
    }

    private static Stream<String> text(Event event) {
        if (event instanceof ThresholdReached reached) {
            return Stream.of(reached.level() + " of " + reached.total());
        }
        return event instanceof PoolExhausted last ? Stream.of("exhausted of " + last.total()) : Stream.empty();
    }

    /** What a plain rule tells of the changes that were committed. */
    private List<String> right() {
        List<String> right = new ArrayList<>();
        List<ThresholdLevel> armed = new ArrayList<>();
        boolean mayRunOut = false;
        ThresholdPolicy policy = ThresholdPolicy.DEFAULT;
        for (Change change :
                changes.stream().sorted(Comparator.comparingLong(Change::seq)).toList()) {
            if (!change.policy().equals(policy)) {
                policy = change.policy();
                armed.clear();
                armed.addAll(policy.levels());
            }
            if (!policy.isOn() || change.total() == 0) {
                armed.clear();
            }
            armed.stream()
                    .filter(level -> change.available() <= level.availableOf(change.total()))
                    .min(Comparator.<ThresholdLevel>comparingLong(level -> level.availableOf(change.total()))
                            .thenComparing(ThresholdLevel::toString))
                    .ifPresent(level -> right.add(level + " of " + change.total()));
            armed.removeIf(level -> change.available() <= level.availableOf(change.total()));
            if (policy.isOn() && change.total() > 0) {
                policy.levels().stream()
                        .filter(level -> change.available() > level.availableOf(change.total()))
                        .filter(level -> !armed.contains(level))
                        .forEach(armed::add);
            }
            if (mayRunOut && change.total() > 0 && change.available() == 0) {
                right.add("exhausted of " + change.total());
            }
            mayRunOut = change.available() > 0;
        }
        return right;
    }
}
