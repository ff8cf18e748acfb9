package dev.licencekeys;

import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.text.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What happened to the keys of a shop, in writing. From {@link LicenceKeys#audit()}; safe for use by several threads.
 *
 * <p>Only ever added to. Read from the latest event backwards:
 *
 * <pre>{@code
 * List<Event> page = keys.audit().latest(100);
 * while (!page.isEmpty()) {
 *     show(page);
 *     page = keys.audit().before(page.get(page.size() - 1).id(), 100);
 * }
 * }</pre>
 */
public final class Audit {
    private static final UUID END = new UUID(-1, -1);

    private static final int PART = 1_000;

    private final ShopContext context;
    private final LicenceKeyStore store;

    Audit(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * The latest events, the last one first. Those that several nodes wrote within a millisecond are in no order.
     *
     * @param limit how many at most, 1 to 1,000
     */
    public List<Event> latest(int limit) {
        return before(END, limit);
    }

    /**
     * All that is on record of a key, also after orders, refunds and people moved it about.
     *
     * @throws UnknownKeyException if the shop has no such key
     */
    public KeyHistory history(KeyId key) {
        return store.transact(tx -> {
            KeyDetails details = Optional.ofNullable(
                            tx.details(context.shop(), Set.of(key)).get(key))
                    .orElseThrow(() -> new UnknownKeyException(key));
            List<Event> events = new ArrayList<>();
            List<Event> part = tx.eventsAbout(context.shop(), key, END, PART);
            events.addAll(part);
            while (part.size() == PART) {
                UUID last = part.get(part.size() - 1).id();
                part = tx.eventsAbout(context.shop(), key, last, PART);
                events.addAll(part);
            }
            Collections.reverse(events);
            return new KeyHistory(KeyList.record(context, details), events);
        });
    }

    /**
     * The events before another one, the last one first.
     *
     * @param event the id of an event
     * @param limit how many at most, 1 to 1,000
     */
    public List<Event> before(UUID event, int limit) {
        int count = Limits.page(limit);
        return store.transact(tx -> tx.events(context.shop(), event, count));
    }
}
