package dev.licencekeys;

import dev.licencekeys.Alarms.Settled;
import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes keys from lines whose locks the transaction holds, in the order of its methods: the pools to which some return are
 * locked before anything is taken, and who waits there is served after all is written.
 */
final class Withdrawals {
    private final ShopContext context;
    private final StoreTransaction tx;
    private final Optional<Act> act;
    private final Instant now;
    private final Map<KeyId, KeyDetails> details = new HashMap<>();
    private final Map<Pool, PoolRow> pools = new HashMap<>();
    private final Map<Long, PoolRow> returnedTo = new TreeMap<>();
    private Optional<UUID> firstEvent = Optional.empty();

    Withdrawals(ShopContext context, StoreTransaction tx, Optional<Act> act, Instant now) {
        this.context = context;
        this.tx = tx;
        this.act = act;
        this.now = now;
    }

    /** What is on record of keys that may be taken. */
    Map<KeyId, KeyDetails> read(Set<KeyId> keys) {
        details.putAll(tx.details(context.shop(), keys));
        return details;
    }

    /** Locks these pools, and those of keys that are to return; one that was deleted is left out. */
    void lock(Set<KeyId> returning, Set<Pool> others) {
        Set<Pool> all = new HashSet<>(others);
        returning.forEach(key -> details(key).pool().ifPresent(all::add));
        if (!all.isEmpty()) {
            pools.putAll(tx.lockPools(context.shop(), all));
        }
    }

    /** Whether a key has a place in stock to which it can return, in a pool that is locked. */
    boolean canReturn(KeyId key) {
        return details(key).pool().filter(pools::containsKey).isPresent();
    }

    /** What was read of a key. */
    KeyDetails details(KeyId key) {
        KeyDetails known = details.get(key);
        if (known == null) {
            throw new IllegalStateException("the key " + key + " was not read");
        }
        return known;
    }

    /**
     * Takes keys from a line.
     *
     * @param wanted what is to become of which key
     * @return those that the line had
     */
    List<HeldKey> take(LineRef line, Map<KeyId, Withdrawal> wanted) {
        List<HeldKey> taken = tx.takeBack(context.shop(), line, wanted.keySet());
        List<Event> events = new ArrayList<>();
        List<Revoked> revoked = new ArrayList<>();
        List<Retired> retired = new ArrayList<>();
        List<StockRow> returned = new ArrayList<>();
        for (HeldKey key : taken) {
            Withdrawal withdrawal = wanted.getOrDefault(key.key(), Withdrawal.REVOKE);
            if (withdrawal == Withdrawal.RETURN && key.revealedAt().isPresent()) {
                // What was read of it is of an old state, in a transaction of the host that began before.
                throw new StoreException(
                        "the customer has seen the key " + key.key()
                                + " meanwhile, so that it can't return to stock; roll back, and try again",
                        true);
            }
            switch (withdrawal) {
                case RETURN -> returned.add(returned(key));
                case REVOKE -> revoked.add(new Revoked(key, now));
                case RETIRE -> retired.add(new Retired(key.key(), key.poolId(), now));
            }
            events.add(new KeyWithdrawn(
                    context.newId(), now, act, key.key(), line.orderId(), line.lineId(), key.at(), withdrawal));
        }
        tx.revoke(context.shop(), revoked);
        tx.retire(context.shop(), retired);
        tx.addStock(context.shop(), returned);
        context.write(tx, events);
        if (firstEvent.isEmpty()) {
            firstEvent = events.stream().findFirst().map(Event::id);
        }
        return taken;
    }

    /** Behind the keys of its pool. */
    private StockRow returned(HeldKey key) {
        KeyDetails known = details(key.key());
        PoolRow locked = Pools.existing(pools, known.pool().orElseThrow());
        PoolRow pool = returnedTo.getOrDefault(locked.id(), locked);
        returnedTo.put(pool.id(), pool.withReturned(1));
        return new StockRow(pool.id(), pool.nextPosition(), key.key(), known.value(), key.expiry());
    }

    /** Whether a key returned to a pool. */
    boolean returnsTo(long poolId) {
        return returnedTo.containsKey(poolId);
    }

    /** A pool that is locked. */
    Optional<PoolRow> pool(long id) {
        return pools.values().stream().filter(pool -> pool.id() == id).findFirst();
    }

    /** Reads the locked pools again, after keys were taken out of them. */
    void reread() {
        if (!pools.isEmpty()) {
            pools.putAll(tx.lockPools(context.shop(), Set.copyOf(pools.keySet())));
        }
    }

    /** The id of the first event that was written. */
    Optional<UUID> firstEvent() {
        return firstEvent;
    }

    /** What the returned keys led to. */
    record Served(List<FilledLine> filled, List<ThresholdReached> warnings) {}

    /** Writes the pools to which keys returned, and serves those who wait there. */
    Served serve() {
        Alarms alarms = new Alarms(context);
        Served served = new Served(new ArrayList<>(), new ArrayList<>());
        returnedTo.replaceAll((id, pool) -> {
            Settled settled = alarms.settleAndSave(tx, pool, now);
            served.warnings().addAll(settled.warnings());
            return settled.pool();
        });
        for (PoolRow pool : returnedTo.values()) {
            Filled filled = new WaitingQueue(context).fill(tx, pool, now);
            served.filled().addAll(filled.lines());
            served.warnings().addAll(filled.warnings());
        }
        return served;
    }
}
