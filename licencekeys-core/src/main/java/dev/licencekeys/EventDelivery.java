package dev.licencekeys;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.Undelivered;
import dev.licencekeys.text.Identifiers;
import dev.licencekeys.text.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what happened to listeners, after the commit.
 *
 * <pre>{@code
 * EventDelivery delivery = keys.delivery()
 *         .to("mail", event -> mails.send(event))
 *         .start();
 * }</pre>
 *
 * <p>Events are written with what they tell of, in the same transaction, and stay until every listener has received them: at
 * least once, those of a {@linkplain dev.licencekeys.event.Event#topic() topic} in order. Listeners run on threads of the
 * delivery, so that they neither slow nor fail what orders do. Several nodes share the work; each event goes to one of them,
 * and twice only where a node ends, or is cut off for longer than its lease, between a listener's return and the note of it.
 * All nodes need the same listeners.
 *
 * <p>A listener that throws, or takes too long, gets the event again after a while, and meanwhile the others of its topic wait.
 * After the last attempt the event is {@linkplain #parked parked}, and the topic goes on.
 *
 * <p>Begun by {@link Builder#start}, it delivers at once what transactions of the library's own wrote on this node, and looks
 * from time to time for everything else: events of the host's transactions, of other nodes, and of those that ended. After a
 * commit of its own a host may {@linkplain #wake wake} it. With it run the looks for warnings that were left out when their
 * pool was held, and the samples from which {@linkplain dev.licencekeys.pool.Forecast forecasts} are made.
 *
 * <p>It needs a store with transactions of its own. Safe for use by several threads; close it.
 */
public final class EventDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    /** How long closing waits for a listener. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ShopContext context;
    private final LicenceKeyStore store;
    private final Builder choices;
    private final Upkeep upkeep;
    private final ExecutorService listeners =
            Executors.newCachedThreadPool(work -> DeliveryThread.daemon("licencekeys-listener", work));
    private final Courier courier;

    private final Consumer<String> ring = this::wake;
    private final DeliveryThread thread;

    private EventDelivery(ShopContext context, LicenceKeyStore store, Builder choices) {
        this.context = context;
        this.store = store;
        this.choices = choices;
        this.upkeep = new Upkeep(store);
        this.courier = new Courier(listeners, choices.timeLimit);
        this.thread = new DeliveryThread(choices.interval, this::look, shop -> round(context.forShop(shop)));
    }

    /**
     * Delivers now, on the calling thread, what waits and what nobody else is delivering; for a host that does not {@linkplain
     * Builder#start start} a thread, and for tests.
     *
     * @throws LicenceKeysException if the store failed; what was delivered may come again
     * @throws BusyException if the thread is interrupted
     */
    public DeliveryReport deliver() {
        try {
            return look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted while events were being delivered; they come again", e);
        }
    }

    private DeliveryReport look() throws InterruptedException {
        DeliveryReport report = DeliveryReport.NONE;
        for (ShopContext shop : shops()) {
            lookAfter(shop);
            report = report.plus(round(shop));
        }
        return report;
    }

    /** Events don't wait for it: the lock of a pool may be held for long. */
    private void lookAfter(ShopContext shop) {
        try {
            upkeep.run(shop);
        } catch (LicenceKeysException e) {
            LOG.info("shop {}: the look for warnings that were left out failed, {}", shop.shop(), e.getMessage());
        }
    }

    /** Has the shop's events delivered at once; returns without waiting for it. */
    public void wake() {
        wake(context.shop());
    }

    /** The same for another shop of the host. */
    public void wake(String shop) {
        thread.wake(shop);
    }

    /**
     * The shop's events that are not tried again by themselves, in the order in which they happened.
     *
     * @param limit how many at most, 1 to 1,000
     */
    public List<ParkedEvent> parked(int limit) {
        int count = Limits.page(limit);
        List<ParkedEvent> parked = new ArrayList<>();
        store.transact(tx -> tx.undelivered(context.shop(), Undelivered.PARKED, 0, count))
                .forEach(waiting -> waiting.event().ifPresent(event -> parked.add(ParkedEvent.of(waiting, event))));
        return List.copyOf(parked);
    }

    /**
     * Has a parked event tried again, as if for the first time, by the listeners that have not received it.
     *
     * @param event its id
     * @return false if it is not parked
     */
    public boolean retry(UUID event) {
        boolean found = withParked(
                event,
                waiting -> store.transact(
                        tx -> tx.saveUndelivered(context.shop(), Undelivered.PARKED, fresh(waiting), waiting.part())));
        wake();
        return found;
    }

    private static Undelivered fresh(Undelivered parked) {
        return parked.tried(0, Optional.empty(), parked.receivedBy(), parked.failure());
    }

    /**
     * Gives up the delivery of a parked event. It stays on record with the others.
     *
     * @param event its id
     * @return false if it is not parked
     */
    public boolean giveUp(UUID event) {
        return withParked(
                event,
                waiting -> store.transact(tx -> {
                    tx.delivered(context.shop(), Undelivered.PARKED, Set.of(waiting.seq()));
                    return true;
                }));
    }

    private boolean withParked(UUID event, Function<Undelivered, Boolean> work) {
        long after = 0;
        List<Undelivered> page;
        do {
            long from = after;
            page = store.transact(tx -> tx.undelivered(context.shop(), Undelivered.PARKED, from, Limits.PAGE));
            for (Undelivered waiting : page) {
                if (waiting.id().equals(event)) {
                    return work.apply(waiting);
                }
                after = waiting.seq();
            }
        } while (!page.isEmpty());
        return false;
    }

    /** Ends the delivery. A listener that is at work has five seconds to end; then it is interrupted, and its event comes again. */
    @Override
    public void close() {
        context.doorbell().leave(ring);
        courier.stop();
        thread.end();
        try {
            if (!thread.awaitEnd(GRACE)) {
                courier.interrupt();
                thread.awaitEnd(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listeners.shutdown();
    }

    private DeliveryReport round(ShopContext shop) throws InterruptedException {
        Map<String, EventListener> ofShop = new LinkedHashMap<>();
        choices.listeners.forEach((name, listener) -> ofShop.put(name, listener.apply(shop.shop())));
        if (ofShop.isEmpty()) {
            return DeliveryReport.NONE;
        }
        Duration lease = choices.timeLimit.multipliedBy(2L * ofShop.size()).plusSeconds(30);
        return new DeliveryRound(shop, store, courier, ofShop, choices.retries, lease).deliver();
    }

    private List<ShopContext> shops() {
        Set<String> ids = new LinkedHashSet<>(choices.shops.get());
        return ids.stream()
                .map(id -> context.forShop(Identifiers.require("shop", id)))
                .toList();
    }

    private void begin() {
        context.doorbell().listen(ring);
        thread.begin();
    }

    /** Choices for {@link EventDelivery}, from {@link LicenceKeys#delivery}. Not for use by several threads. */
    public static final class Builder {
        /** How long a listener may take for an event unless the host says otherwise. */
        public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(30);

        /** How often a delivery looks for events that nobody told it of, unless the host says otherwise. */
        public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

        /** The most listeners. */
        public static final int MAX_LISTENERS = 10;

        /** The longest name of a listener. */
        public static final int MAX_NAME = 40;

        private final ShopContext context;
        private final LicenceKeyStore store;
        private final Map<String, Function<String, EventListener>> listeners = new LinkedHashMap<>();
        private List<Duration> retries =
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));
        private Duration timeLimit = DEFAULT_TIME_LIMIT;
        private Duration interval = DEFAULT_INTERVAL;
        private Supplier<? extends Collection<String>> shops;

        Builder(ShopContext context, LicenceKeyStore store) {
            this.context = context;
            this.store = store;
            this.shops = () -> List.of(context.shop());
        }

        private Builder(Builder other) {
            this.context = other.context;
            this.store = other.store;
            this.listeners.putAll(other.listeners);
            this.retries = other.retries;
            this.timeLimit = other.timeLimit;
            this.interval = other.interval;
            this.shops = other.shops;
        }

        /**
         * Adds a listener.
         *
         * @param name what it is known by, for good: lower case letters, digits and hyphens, up to {@value #MAX_NAME}. One
         *     with another name receives what was not delivered to all before.
         * @throws InvalidInputException if it can't be a name, or is taken, or there are {@value #MAX_LISTENERS} already
         */
        public Builder to(String name, EventListener listener) {
            return toEach(name, shop -> listener);
        }

        /**
         * Adds a listener that is another one for each shop.
         *
         * @param name as of other listeners
         * @param listener given the id of the shop
         * @throws InvalidInputException if it can't be a name, or is taken, or there are {@value #MAX_LISTENERS} already
         */
        public Builder toEach(String name, Function<String, EventListener> listener) {
            if (!name.matches("[a-z0-9-]{1," + MAX_NAME + "}")) {
                throw new InvalidInputException(
                        "name", "of a listener must be 1 to " + MAX_NAME + " lower case letters, digits or hyphens");
            }
            if (listeners.size() == MAX_LISTENERS) {
                throw new InvalidInputException("listeners", "are more than " + MAX_LISTENERS);
            }
            if (listeners.putIfAbsent(name, listener) != null) {
                throw new InvalidInputException("name", "\"" + name + "\" is another listener's already");
            }
            return this;
        }

        /**
         * How long to wait before each further attempt, and so how often it is tried; four times otherwise, after 1 and 10
         * seconds, 1 and 5 minutes. None: an event is parked at once.
         *
         * @throws InvalidInputException if one is negative
         */
        public Builder retryAfter(Duration... waits) {
            for (Duration wait : waits) {
                requirePositive("retryAfter", wait.plusNanos(1));
            }
            this.retries = List.of(waits);
            return this;
        }

        /**
         * How long a listener may take for an event; then it is interrupted, and has failed.
         *
         * @throws InvalidInputException if it is not positive
         */
        public Builder timeLimit(Duration limit) {
            this.timeLimit = requirePositive("timeLimit", limit);
            return this;
        }

        /**
         * How often to look for events of which nobody told: of the host's transactions, and of nodes that ended.
         *
         * @throws InvalidInputException if it is not positive
         */
        public Builder every(Duration time) {
            this.interval = requirePositive("every", time);
            return this;
        }

        /** The shops whose events are delivered, asked before each look; only the one at hand otherwise. */
        public Builder shops(Supplier<? extends Collection<String>> ids) {
            this.shops = ids;
            return this;
        }

        private static Duration requirePositive(String field, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new InvalidInputException(field, "is " + time + "; it must be positive");
            }
            return time;
        }

        /**
         * A delivery without a thread: events are delivered by calls of {@link EventDelivery#deliver}.
         *
         * @throws dev.licencekeys.error.TransactionRefusedException if the store joins transactions of the host, and none is
         *     under way
         */
        public EventDelivery build() {
            store.transact(tx -> tx.undelivered(context.shop(), Undelivered.PARKED, 0, 1));
            return new EventDelivery(context, store, new Builder(this));
        }

        /**
         * A delivery with a thread, which begins at once.
         *
         * @throws dev.licencekeys.error.TransactionRefusedException if the store joins transactions of the host, and none is
         *     under way
         */
        public EventDelivery start() {
            EventDelivery delivery = build();
            delivery.begin();
            return delivery;
        }
    }
}
