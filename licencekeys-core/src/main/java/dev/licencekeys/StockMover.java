package dev.licencekeys;

import dev.licencekeys.Alarms.Settled;
import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.WaitingQueue.Filled;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.event.KeyRetired;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes available keys out of their pools by hand, batch by batch, to put them elsewhere or to retire them. */
final class StockMover {
    private static final int BATCH = 1_000;

    private final ShopContext context;
    private final LicenceKeyStore store;
    private final Act act;

    StockMover(ShopContext context, LicenceKeyStore store, Act act) {
        this.context = context;
        this.store = store;
        this.act = act;
    }

    /** What one transaction came to. */
    private record Batch(
            Set<KeyId> changed, Set<KeyId> left, List<FilledLine> filled, List<ThresholdReached> warnings) {}

    /** One of all keys of a pool, and where the next one begins. */
    private record Part(Batch batch, Optional<KeyCursor> next) {}

    StockChange move(Collection<KeyId> keys, Pool to) {
        return each(keys, Optional.of(to));
    }

    StockChange retire(Collection<KeyId> keys) {
        return each(keys, Optional.empty());
    }

    StockChange moveAll(Pool from, Pool to) {
        if (from.equals(to)) {
            return new StockChange(0, Set.of(), List.of(), List.of());
        }
        return all(from, Optional.of(to));
    }

    StockChange retireAll(Pool pool) {
        return all(pool, Optional.empty());
    }

    private StockChange each(Collection<KeyId> keys, Optional<Pool> to) {
        List<KeyId> distinct = List.copyOf(new LinkedHashSet<>(keys));
        Set<KeyId> left = new LinkedHashSet<>(distinct);
        List<Batch> batches = new ArrayList<>();
        // At least one, which finds out whether the pool exists.
        for (int from = 0; from == 0 || from < distinct.size(); from += BATCH) {
            Set<KeyId> part = new HashSet<>(distinct.subList(from, Math.min(distinct.size(), from + BATCH)));
            Batch batch = RecordedOnce.transact(store, context.shop(), tx -> change(tx, part, to));
            left.removeAll(batch.changed());
            batches.add(batch);
        }
        return total(batches, left);
    }

    private StockChange all(Pool from, Optional<Pool> to) {
        Set<KeyId> left = new LinkedHashSet<>();
        List<Batch> batches = new ArrayList<>();
        Optional<KeyCursor> next = Optional.of(KeyCursor.START);
        while (next.isPresent()) {
            KeyCursor after = next.get();
            Part part = RecordedOnce.transact(store, context.shop(), tx -> changeNext(tx, from, after, to));
            left.addAll(part.batch().left());
            batches.add(part.batch());
            next = part.next();
        }
        return total(batches, left);
    }

    private StockChange total(List<Batch> batches, Set<KeyId> left) {
        StockChange change = new StockChange(
                batches.stream().mapToLong(batch -> batch.changed().size()).sum(),
                Set.copyOf(left),
                batches.stream().flatMap(batch -> batch.filled().stream()).toList(),
                batches.stream().flatMap(batch -> batch.warnings().stream()).toList());
        new Watch(context, store).reached(change.warnings());
        return change;
    }

    /** The keys of a pool from a place on. */
    private Done<Part> changeNext(StoreTransaction tx, Pool from, KeyCursor after, Optional<Pool> to) {
        Map<Pool, PoolRow> pools = lock(tx, Set.of(from), to);
        Pools.existing(pools, from);
        List<KeyCursor> places = tx.places(context.shop(), from, KeyState.AVAILABLE, after, BATCH);
        Set<KeyId> keys = places.stream().map(KeyCursor::key).collect(Collectors.toSet());
        Done<Batch> done = change(tx, pools, tx.details(context.shop(), keys), to);
        Optional<KeyCursor> next =
                places.size() < BATCH ? Optional.empty() : Optional.of(places.get(places.size() - 1));
        return new Done<>(new Part(done.answer(), next), done.event());
    }

    private Done<Batch> change(StoreTransaction tx, Set<KeyId> keys, Optional<Pool> to) {
        Set<Pool> sources = new HashSet<>();
        tx.details(context.shop(), keys).values().forEach(key -> key.pool().ifPresent(sources::add));
        Map<Pool, PoolRow> pools = lock(tx, sources, to);
        // Read again: until the lock was there somebody else may have moved them to where they are to go.
        return change(tx, pools, tx.details(context.shop(), keys), to);
    }

    private Map<Pool, PoolRow> lock(StoreTransaction tx, Set<Pool> sources, Optional<Pool> to) {
        Set<Pool> all = new HashSet<>(sources);
        to.ifPresent(all::add);
        return tx.lockPools(context.shop(), all);
    }

    /**
     * Takes these keys, as far as they are available still, out of the pools that are locked.
     *
     * @param to where to put them; nowhere if they are retired
     */
    private Done<Batch> change(
            StoreTransaction tx, Map<Pool, PoolRow> pools, Map<KeyId, KeyDetails> keys, Optional<Pool> to) {
        Map<KeyId, KeyDetails> elsewhere = new HashMap<>(keys);
        elsewhere.values().removeIf(key -> key.position() == 0 || key.pool().equals(to));
        Map<KeyId, Folded> unfolded = new HashMap<>();
        if (to.isPresent() && Pools.existing(pools, to.get()).ignoresCase()) {
            unfolded.putAll(new Twins(context, tx).leaveOut(elsewhere));
        }
        List<StockRow> taken = tx.takeStock(context.shop(), elsewhere.keySet());
        Set<KeyId> done = taken.stream().map(StockRow::key).collect(Collectors.toSet());
        Set<KeyId> left = new LinkedHashSet<>(keys.keySet());
        left.removeAll(done);
        if (taken.isEmpty()) {
            return new Done<>(new Batch(Set.of(), left, List.of(), List.of()), Optional.empty());
        }
        unfolded.keySet().retainAll(done);
        tx.fold(context.shop(), unfolded);
        Instant now = context.now();
        Map<Long, PoolRow> byId = pools.values().stream().collect(Collectors.toMap(PoolRow::id, Function.identity()));
        Map<Long, PoolRow> changed = new TreeMap<>();
        taken.forEach(row ->
                changed.merge(row.poolId(), source(byId, row).withRemoved(1), (before, one) -> before.withRemoved(1)));
        if (to.isPresent()) {
            PoolRow target = Pools.existing(pools, to.get());
            put(tx, taken, target);
            // A host's transaction with an old snapshot may have taken some from there, too.
            changed.merge(
                    target.id(), target.withAdded(taken.size()), (before, added) -> before.withAdded(taken.size()));
        } else {
            tx.retire(
                    context.shop(),
                    taken.stream()
                            .map(row -> new Retired(row.key(), row.poolId(), now))
                            .toList());
        }
        List<Event> events = new ArrayList<>();
        taken.forEach(row -> events.add(event(now, row.key(), source(byId, row).pool(), to)));
        changed.replaceAll((id, pool) -> {
            Settled settled = new Alarms(context).settle(tx, pool, now);
            events.addAll(settled.events());
            return settled.pool();
        });
        tx.savePools(context.shop(), changed.values());
        context.write(tx, events);
        Optional<Filled> filled = to.map(pool -> Pools.existing(pools, pool))
                .map(target -> changed.getOrDefault(target.id(), target))
                .map(target -> new WaitingQueue(context).fill(tx, target, now));
        return new Done<>(
                new Batch(
                        done,
                        left,
                        filled.map(Filled::lines).orElse(List.of()),
                        Stream.concat(
                                        Alarms.warningsOf(events).stream(),
                                        filled.stream().flatMap(fill -> fill.warnings().stream()))
                                .toList()),
                Optional.of(events.get(0).id()));
    }

    private static PoolRow source(Map<Long, PoolRow> pools, StockRow row) {
        PoolRow pool = pools.get(row.poolId());
        if (pool == null) {
            throw new IllegalStateException("the store took a key from a pool that is not locked");
        }
        return pool;
    }

    /** Behind the keys that are there, in the order in which they were taken. */
    private void put(StoreTransaction tx, List<StockRow> taken, PoolRow target) {
        List<StockRow> rows = new ArrayList<>();
        for (StockRow row : taken) {
            rows.add(row.at(target.id(), target.nextPosition() + rows.size()));
        }
        tx.addStock(context.shop(), rows);
    }

    private Event event(Instant now, KeyId key, Pool from, Optional<Pool> to) {
        return to.<Event>map(pool -> new KeyMoved(context.newId(), now, act, key, from, pool))
                .orElseGet(() -> new KeyRetired(context.newId(), now, act, key, from));
    }
}
