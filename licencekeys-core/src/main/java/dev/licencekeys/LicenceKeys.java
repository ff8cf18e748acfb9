package dev.licencekeys;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.QuantityTooLargeException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.key.KeyGenerator;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.text.Identifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Delivers licence keys for the orders of one shop.
 *
 * <pre>{@code
 * LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());
 * keys.stock().upload("software-v2", lines);
 * keys.products().set("photo-editor", AssignmentMethod.specificTag("software-v2"));
 *
 * Fulfilment fulfilment = keys.fulfil(Order.of("1001", OrderLine.of("1", "photo-editor", 3)));
 * }</pre>
 *
 * <p>Immutable, cheap, and safe for use by several threads; one for each shop and store is enough.
 */
public final class LicenceKeys {
    private final ShopContext context;
    private final LicenceKeyStore unchecked;
    private final Watch watch;
    private final LicenceKeyStore store;
    private final OrderPath path;
    private final Verifier verifier;

    /** The queues of this store's shops. */
    private final ConcurrentMap<String, GroupCommit> queues;

    /** None in a transaction of the host. */
    private final Optional<GroupCommit> queue;

    private LicenceKeys(ShopContext context, LicenceKeyStore unchecked, ConcurrentMap<String, GroupCommit> queues) {
        this.context = context;
        this.unchecked = unchecked;
        this.watch = new Watch(context, unchecked);
        this.store = new CheckedStore(unchecked, context, watch);
        this.path = new OrderPath(context);
        this.verifier = new Verifier(context, store);
        this.queues = queues;
        this.queue = store.forGroups().map(shared -> queues.computeIfAbsent(context.shop(), shop -> queue(shared)));
    }

    private GroupCommit queue(LicenceKeyStore shared) {
        return new GroupCommit(orders -> fulfil(shared, orders), this::fulfilAlone, GroupCommit.LONG, watch);
    }

    /**
     * Opens a store for a host with one shop, with everything else as it usually is.
     *
     * @param protection how the values of keys are kept; always the same for one shop, or {@linkplain Protection changed
     *     step by step}
     * @throws dev.licencekeys.error.StoreException if the shop's keys need a secret that is not at hand; the message says
     *     its id and what to do
     * @throws LicenceKeysException if the store failed
     */
    public static LicenceKeys open(LicenceKeyStore store, KeyProtection protection) {
        return builder(store, protection).build();
    }

    /** Opens a store with choices. */
    public static Builder builder(LicenceKeyStore store, KeyProtection protection) {
        return new Builder(store, protection);
    }

    /**
     * Gives each unit of an order its keys, or says that they are not available yet.
     *
     * <p>Safe to repeat: a line that came before has the keys that it got then. A larger quantity than before gets the
     * difference; a smaller one keeps its keys, and the surplus is reported. Running out of keys is an answer, see {@link
     * Fulfilment#waiting()}.
     *
     * <p>With transactions of the store's own, calls that come while others of the shop are being committed share the next
     * transaction, without waiting for more to come. Each gets its own answer or exception, after the commit; none fails
     * because of another. A thread that is interrupted before its turn gets a {@link
     * dev.licencekeys.error.BusyException}, and its order is not begun.
     *
     * @throws QuantityTooLargeException if a line asks for more keys than allowed
     * @throws dev.licencekeys.error.ConflictingOrderException if a line is on record for another product
     * @throws dev.licencekeys.error.BusyException if keys were held by unfinished transactions until the deadline
     * @throws LicenceKeysException if the store failed or can't be joined; see {@link LicenceKeysException#isTransient()}
     */
    public Fulfilment fulfil(Order order) {
        return queue.map(waiting -> waiting.fulfil(order))
                .orElseGet(() -> fulfilAlone(order))
                .orElseThrow();
    }

    private Outcome fulfilAlone(Order order) {
        return fulfilAll(List.of(order)).get(0);
    }

    /**
     * The same without the calling thread: it only waits while more than a thousand orders of the shop do, until there is
     * room for one more.
     *
     * <p>The executor lends a thread or two for all orders that are under way, and runs what the host does with the answers.
     * It must not run them on the calling thread; if it refuses, the stage fails with a {@link
     * dev.licencekeys.error.BusyException} and the order is not begun.
     *
     * @return fails with what {@link #fulfil} throws
     * @throws dev.licencekeys.error.BusyException if the thread is interrupted while it waits for room; the order is not
     *     begun
     * @throws TransactionRefusedException in a transaction of the host, which only its own thread can join
     */
    public CompletionStage<Fulfilment> fulfilAsync(Order order, Executor executor) {
        return queue.orElseThrow(() -> new TransactionRefusedException(
                        "another thread can't join the host's transaction: call fulfil"))
                .fulfilAsync(order, executor);
    }

    /**
     * Fulfils several orders in one transaction, with as many statements as one. An order that can't be fulfilled is
     * refused alone.
     *
     * @param orders served in this order; may contain the same order more than once
     * @return one outcome for each, in their order
     * @throws LicenceKeysException if the store failed or can't be joined; then nothing was written for any of them
     */
    public List<Outcome> fulfilAll(List<Order> orders) {
        return orders.isEmpty() ? List.of() : fulfil(store, orders);
    }

    private List<Outcome> fulfil(LicenceKeyStore on, List<Order> orders) {
        long began = System.nanoTime();
        List<Answer> answers = on.transact(tx -> fulfil(tx, orders));
        watch.answered(answers, Duration.ofNanos(System.nanoTime() - began));
        return answers.stream().map(Answer::outcome).toList();
    }

    /** An order that comes twice in one call is a repeat of itself: each round takes orders whose ids differ. */
    private List<Answer> fulfil(StoreTransaction tx, List<Order> orders) {
        Set<String> ids = new HashSet<>();
        orders.forEach(order -> ids.add(order.id()));
        if (ids.size() == orders.size()) {
            return path.fulfil(tx, orders);
        }
        Answer[] all = new Answer[orders.size()];
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            rest.add(i);
        }
        while (!rest.isEmpty()) {
            Set<String> seen = new HashSet<>();
            List<Integer> round = new ArrayList<>();
            List<Integer> later = new ArrayList<>();
            rest.forEach(i -> (seen.add(orders.get(i).id()) ? round : later).add(i));
            List<Answer> answers =
                    path.fulfil(tx, round.stream().map(orders::get).toList());
            for (int i = 0; i < round.size(); i++) {
                all[round.get(i)] = answers.get(i);
            }
            rest = later;
        }
        return List.of(all);
    }

    /**
     * What {@link #fulfil} would do with the state of an order, without doing it.
     *
     * @throws QuantityTooLargeException if a line asks for more keys than allowed
     * @throws dev.licencekeys.error.ConflictingOrderException if a line is on record for another product
     * @throws LicenceKeysException if the store failed or can't be joined; see {@link LicenceKeysException#isTransient()}
     */
    public OrderPlan plan(Order order) {
        return store.transact(tx -> path.plan(tx, order));
    }

    /**
     * Takes note that units of an order were refunded or cancelled: they are owed no keys any more, those that wait stop
     * waiting, and the policy says what becomes of the keys that they have.
     *
     * <p>Safe to repeat, by the id of the refund, and in whatever order messages come: a refund that comes before its order
     * is remembered, and the order is given no keys for these units. Of a line that has more keys than units are left the
     * last ones go. Lines that wait for keys which return to stock get them first.
     *
     * @throws dev.licencekeys.error.BusyException if rows were held by unfinished transactions until the deadline
     * @throws LicenceKeysException if the store failed or can't be joined; see {@link LicenceKeysException#isTransient()}
     */
    public Refunded refund(Refund refund) {
        Refunded refunded = new Refunds(context, store).refund(refund);
        watch.reached(refunded.warnings());
        return refunded;
    }

    /**
     * The keys of an order line, for a customer who is about to see them. That they were seen is noted with the time, once;
     * later calls give the same keys and change nothing.
     *
     * @return its keys, in order; none if the line is not on record or waits for all of them
     * @throws InvalidInputException if one of the ids can't be one
     */
    public List<AssignedKey> reveal(String orderId, String lineId) {
        LineRef line = Revealed.ref(orderId, lineId);
        return store.transact(tx -> Revealed.lines(tx, context, line).stream()
                .flatMap(stored -> stored.keys().stream())
                .map(key -> path.assigned(key, false))
                .toList());
    }

    private void check() {
        try {
            store.transact(tx -> context.shop());
        } catch (TransactionRefusedException e) {
            // No transaction to join yet: the first call in one checks.
        }
    }

    /** The shop's uploaded keys. */
    public Stock stock() {
        return new Stock(context, store);
    }

    /** What a person does with the shop's keys by hand. */
    public Inventory inventory() {
        return new Inventory(context, store);
    }

    /** What the shop's support does by hand for its customers. */
    public Support support() {
        return new Support(context, store);
    }

    /** The shop's orders with their keys. */
    public Orders orders() {
        return new Orders(context, store);
    }

    /** What customers see of their keys, and in which words. */
    public Display display() {
        return new Display(context, store, path);
    }

    /** Whether keys are genuine. */
    public Verifier verifier() {
        return verifier;
    }

    /** What happened to the shop's keys. */
    public Audit audit() {
        return new Audit(context, store);
    }

    /** The delivery of what happened, to listeners. */
    public EventDelivery.Builder delivery() {
        return new EventDelivery.Builder(context, store);
    }

    /** How the shop's products get their keys. */
    public Products products() {
        return new Products(context, store);
    }

    /** How the shop's keys are protected at rest. */
    public Protection protection() {
        return new Protection(context, store);
    }

    /**
     * The same for another shop; nothing of one shop is ever seen by another.
     *
     * @param shop the host's id of the shop: 1 to 100 characters
     * @throws InvalidInputException if it is blank, too long or has characters that an id can't
     */
    public LicenceKeys forShop(String shop) {
        return new LicenceKeys(context.forShop(Identifiers.require("shop", shop)), unchecked, queues);
    }

    /**
     * The same within a transaction of the host, or otherwise on another way to the same store.
     *
     * @param joined the store as the transaction sees it
     */
    public LicenceKeys with(LicenceKeyStore joined) {
        return new LicenceKeys(context, joined, new ConcurrentHashMap<>());
    }

    /** Choices for {@link LicenceKeys}. Not for use by several threads. */
    public static final class Builder {
        /** The shop of a host that never mentions one. */
        public static final String DEFAULT_SHOP = "default";

        /** The most keys that one line may ask for unless the host says otherwise. */
        public static final int DEFAULT_MAX_KEYS_PER_LINE = 1_000;

        private final LicenceKeyStore store;
        private final KeyProtection protection;
        private String shop = DEFAULT_SHOP;
        private InstantSource clock = Clock.systemUTC();
        private KeyGenerator generator = KeyGenerator.ulid();
        private int maxKeysPerLine = DEFAULT_MAX_KEYS_PER_LINE;
        private RateLimit rateLimit = RateLimit.perMinute(30, 3_000);
        private Metrics metrics = Metrics.NONE;

        private Builder(LicenceKeyStore store, KeyProtection protection) {
            this.store = store;
            this.protection = protection;
        }

        /**
         * The shop for which to work.
         *
         * @throws InvalidInputException if it is blank, too long or has characters that an id can't
         */
        public Builder shop(String id) {
            this.shop = Identifiers.require("shop", id);
            return this;
        }

        /** Where the time comes from. Neither identity nor order depends on it. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** What makes the keys of auto-generated products; {@link KeyGenerator#ulid()} otherwise. */
        public Builder keyGenerator(KeyGenerator keyGenerator) {
            this.generator = keyGenerator;
            return this;
        }

        /**
         * The most keys that one line may ask for, quantity times keys per unit; 1,000 otherwise. Larger lines are refused
         * before anything is locked.
         *
         * @throws InvalidInputException if it is not positive
         */
        public Builder maxKeysPerLine(int limit) {
            if (limit < 1) {
                throw new InvalidInputException("maxKeysPerLine", "is " + limit + "; it must be at least 1");
            }
            this.maxKeysPerLine = limit;
            return this;
        }

        /** How often keys may be {@linkplain Verifier#isGenuine verified}; 30 a minute from each source otherwise, 3,000 in all. */
        public Builder rateLimit(RateLimit limit) {
            this.rateLimit = limit;
            return this;
        }

        /** Who is told what the library does, for all shops; nobody otherwise. */
        public Builder metrics(Metrics told) {
            this.metrics = told;
            return this;
        }

        /**
         * Opens the store, and checks that the secrets at hand are those which the shop's keys need. A store that joins
         * transactions of the host is checked by the first call if none is under way; the keys of {@linkplain
         * LicenceKeys#forShop another shop} by the first call for it.
         *
         * @throws dev.licencekeys.error.StoreException if a secret is missing or another; the message says its id and what
         *     to do
         * @throws LicenceKeysException if the store failed
         */
        public LicenceKeys build() {
            UlidFactory ids = UlidFactory.newMonotonicInstance();
            ProtectionGuard guard = new ProtectionGuard(protection);
            Metrics safe = metrics == Metrics.NONE ? Metrics.NONE : new SafeMetrics(metrics);
            LicenceKeys keys = new LicenceKeys(
                    new ShopContext(
                            shop, clock, generator, guard, ids, maxKeysPerLine, rateLimit, safe, new Doorbell()),
                    store,
                    new ConcurrentHashMap<>());
            keys.check();
            return keys;
        }
    }
}
