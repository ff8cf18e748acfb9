package dev.licencekeys;

import dev.licencekeys.Courier.Handed;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.Undelivered;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round through the events of a shop that wait for delivery.
 *
 * <ol>
 *   <li>Topics fall into parts. A part is leased, so that no other node delivers its events meanwhile; one that somebody else
 *       has leased is left to him.
 *   <li>Its events are handed to the listeners one after the other, outside every transaction. That they were received is
 *       noted a few at a time: a node that ends in between has delivered those twice.
 *   <li>An event that a listener did not receive comes again later, and until then those of its topic wait, so that they stay
 *       in order. After several attempts it is parked, and the topic goes on without it.
 * </ol>
 */
final class DeliveryRound {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    private static final int PAGE = 100;

    /** So many are delivered twice if a node ends at the wrong moment. */
    private static final int NOTED_TOGETHER = 20;

    private final ShopContext context;
    private final LicenceKeyStore store;
    /** Who has the lease: two rounds of one node don't share it either. */
    private final UUID holder = UUID.randomUUID();

    private final Courier courier;
    private final Map<String, EventListener> listeners;
    private final List<Duration> retries;
    private final Duration lease;

    /** Received, and not noted yet. */
    private final Set<Long> received = new HashSet<>();

    private Instant leasedUntil = Instant.MIN;
    private int delivered;
    private int failed;
    private int parked;

    /**
     * A round.
     *
     * @param retries how long to wait before each further attempt
     * @param lease how long a part is leased: longer than all listeners together may take for an event
     */
    DeliveryRound(
            ShopContext context,
            LicenceKeyStore store,
            Courier courier,
            Map<String, EventListener> listeners,
            List<Duration> retries,
            Duration lease) {
        this.context = context;
        this.store = store;
        this.courier = courier;
        this.listeners = listeners;
        this.retries = retries;
        this.lease = lease;
    }

    DeliveryReport deliver() throws InterruptedException {
        OptionalInt part = leaseFrom(0);
        while (part.isPresent()) {
            try {
                deliver(part.getAsInt());
            } finally {
                giveBack(part.getAsInt());
            }
            part = leaseFrom(part.getAsInt() + 1);
        }
        return new DeliveryReport(delivered, failed, parked);
    }

    private OptionalInt leaseFrom(int part) {
        Instant now = context.now();
        leasedUntil = now.plus(lease);
        return store.transact(tx -> tx.lease(context.shop(), part, holder, now, leasedUntil));
    }

    private void giveBack(int part) {
        store.transact(tx -> tx.renew(context.shop(), part, holder, context.now()));
    }

    private void deliver(int part) throws InterruptedException {
        Set<String> held = new HashSet<>();
        long after = 0;
        List<Undelivered> page;
        do {
            page = page(part, after);
            for (Undelivered waiting : page) {
                if (!keepLease(part)) {
                    return;
                }
                if (!held.contains(waiting.topic()) && !deliver(part, waiting)) {
                    held.add(waiting.topic());
                }
                after = waiting.seq();
            }
            note(part);
            // A page that is not full is the last; what comes meanwhile is for the next round.
        } while (page.size() == PAGE);
    }

    private List<Undelivered> page(int part, long after) {
        return store.transact(tx -> tx.undelivered(context.shop(), part, after, PAGE));
    }

    private boolean keepLease(int part) {
        Instant now = context.now();
        if (Duration.between(now, leasedUntil).compareTo(lease.dividedBy(2)) > 0) {
            return true;
        }
        note(part);
        leasedUntil = now.plus(lease);
        return store.transact(tx -> tx.renew(context.shop(), part, holder, leasedUntil));
    }

    /** False if those of its topic have to wait. */
    private boolean deliver(int part, Undelivered waiting) throws InterruptedException {
        Instant now = context.now();
        if (waiting.event().isEmpty() || waiting.retryAt().filter(now::isBefore).isPresent()) {
            return false;
        }
        Handed handed;
        try {
            handed = courier.hand(waiting.event().get(), waiting.receivedBy(), listeners);
        } catch (InterruptedException e) {
            note(part);
            throw e;
        }
        if (handed.failure().isPresent()) {
            note(part);
            return failed(part, waiting, handed);
        }
        received.add(waiting.seq());
        delivered++;
        if (received.size() >= NOTED_TOGETHER) {
            note(part);
        }
        return true;
    }

    private void note(int part) {
        if (!received.isEmpty()) {
            store.transact(tx -> {
                tx.delivered(context.shop(), part, received);
                return part;
            });
            received.clear();
        }
    }

    /** True if it is parked, and its topic goes on without it. */
    private boolean failed(int part, Undelivered waiting, Handed handed) {
        int attempts = waiting.attempts() + 1;
        boolean parks = attempts > retries.size();
        Instant now = context.now();
        Instant retryAt = parks ? now : now.plus(retries.get(attempts - 1));
        String failure = handed.failure().orElse("");
        Undelivered changed = waiting.tried(attempts, Optional.of(retryAt), handed.receivedBy(), failure);
        store.transact(tx -> tx.saveUndelivered(context.shop(), part, changed, parks ? Undelivered.PARKED : part));
        if (parks) {
            parked++;
            LOG.warn(
                    "shop {}: the event {} is parked after {} attempts, the last one failed with {}; see"
                            + " EventDelivery.parked",
                    context.shop(),
                    waiting.id(),
                    attempts,
                    failure);
        } else {
            failed++;
            LOG.info(
                    "shop {}: the event {} was not received, {}; it comes again at {}",
                    context.shop(),
                    waiting.id(),
                    failure,
                    retryAt);
        }
        return parks;
    }
}
