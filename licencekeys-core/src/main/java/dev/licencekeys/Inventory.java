package dev.licencekeys;

import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.PoolInUseException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyShown;
import dev.licencekeys.event.KeysExported;
import dev.licencekeys.event.PoolDeleted;
import dev.licencekeys.event.PoolRenamed;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.LicenceKey;
import dev.licencekeys.pool.CsvStyle;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyPage;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.LookAlikes;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.PoolUse;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.text.Limits;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person does with the keys of a shop by hand: look at them, move and retire them, rename and delete their pools.
 * From {@link LicenceKeys#inventory()}; safe for use by several threads.
 *
 * <p>Whatever changes something, or gives a value away, takes an {@link Act} and is written to the {@link Audit} in the
 * same transaction. Orders go on meanwhile: a key that an order took first stays with it, and the answer says so.
 *
 * <p>Keys are moved, retired and exported in batches of 1,000. With transactions of its own each batch is committed as it
 * goes; after a failure the batches before it stay, and the same call again does the rest.
 */
public final class Inventory {
    private final ShopContext context;
    private final LicenceKeyStore store;

    Inventory(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * A part of the keys of a pool that are in a state: available ones as they will be given, others by when they were
     * stored.
     *
     * @param after where the part begins: {@link KeyCursor#START}, or what the part before told as its next
     * @param limit how many at most, 1 to 1,000
     * @throws dev.licencekeys.error.UnknownPoolException if the pool does not exist
     */
    public KeyPage keys(Pool pool, KeyState state, KeyCursor after, int limit) {
        int count = Limits.page(limit);
        return store.transact(tx -> new KeyList(context, tx).page(pool, state, after, count));
    }

    /** What is on record of a key. */
    public Optional<KeyRecord> key(KeyId id) {
        return store.transact(tx -> details(tx, id).map(details -> KeyList.record(context, details)));
    }

    /**
     * Finds the key with a value, for example one that a customer sent in. Spaces at its ends don't matter; nor
     * does case, if no key is exactly the same, for keys that came into a pool which ignores it.
     *
     * @return empty if the shop has no such key
     */
    public Optional<KeyRecord> find(String value) {
        return new Verifier(context, store).verify(value);
    }

    /**
     * The value of a key.
     *
     * @throws UnknownKeyException if the shop has no such key
     */
    public LicenceKey show(KeyId id, Act act) {
        return RecordedOnce.transact(store, context.shop(), tx -> {
            KeyDetails details = details(tx, id).orElseThrow(() -> new UnknownKeyException(id));
            LicenceKey value = context.open(id, details.value());
            return record(tx, value, new KeyShown(context.newId(), context.now(), act, id));
        });
    }

    private <R> Done<R> record(StoreTransaction tx, R answer, Event event) {
        context.write(tx, List.of(event));
        return new Done<>(answer, Optional.of(event.id()));
    }

    private Optional<KeyDetails> details(StoreTransaction tx, KeyId id) {
        return Optional.ofNullable(tx.details(context.shop(), Set.of(id)).get(id));
    }

    /**
     * Moves available keys to another pool, behind the keys there. Lines that wait for keys of that pool get them first. Into
     * a pool that ignores case no key is moved of which the shop has a twin there.
     *
     * @throws dev.licencekeys.error.UnknownPoolException if the pool does not exist
     */
    public StockChange move(Collection<KeyId> keys, Pool to, Act act) {
        return new StockMover(context, store, act).move(keys, to);
    }

    /**
     * Moves all available keys of a pool to another one, in their order, behind the keys there.
     *
     * @throws dev.licencekeys.error.UnknownPoolException if one of them does not exist
     */
    public StockChange moveAll(Pool from, Pool to, Act act) {
        return new StockMover(context, store, act).moveAll(from, to);
    }

    /** Takes available keys out of stock for good; they are never given. */
    public StockChange retire(Collection<KeyId> keys, Act act) {
        return new StockMover(context, store, act).retire(keys);
    }

    /**
     * Takes all available keys of a pool out of stock for good.
     *
     * @throws dev.licencekeys.error.UnknownPoolException if it does not exist
     */
    public StockChange retireAll(Pool pool, Act act) {
        return new StockMover(context, store, act).retireAll(pool);
    }

    /**
     * Gives a pool another tag. Its keys, the lines that wait for them, and the products that name the pool go with it.
     *
     * @throws InvalidInputException if it can't be a tag, or another pool has it
     * @throws dev.licencekeys.error.UnknownPoolException if there is no pool with the old tag
     */
    public void rename(String tag, String newTag, Act act) {
        Pool from = Pool.tagged(tag);
        Pool to = Pool.tagged(newTag);
        if (from.equals(to)) {
            throw new InvalidInputException("newTag", "\"" + newTag + "\" is the old tag; give another one");
        }
        RecordedOnce.transact(store, context.shop(), tx -> {
            Map<Pool, PoolRow> pools = tx.lockPools(context.shop(), Set.of(from, to));
            PoolRow pool = Pools.existing(pools, from);
            if (pools.containsKey(to) || !tx.renamePool(context.shop(), pool.id(), to)) {
                throw new InvalidInputException(
                        "newTag",
                        "\"" + newTag + "\" has a pool already; choose another one, or move the keys there with"
                                + " inventory().moveAll(from, to, act)");
            }
            return record(tx, to, new PoolRenamed(context.newId(), context.now(), act, from, to));
        });
    }

    /**
     * Deletes a pool that has no available keys, that no product names, and for which no line waits. Keys that were given
     * from it stay with their orders.
     *
     * @throws PoolInUseException if something needs it; the message says what, and what to do
     * @throws dev.licencekeys.error.UnknownPoolException if it does not exist
     */
    public void delete(String tag, Act act) {
        Pool pool = Pool.tagged(tag);
        RecordedOnce.transact(store, context.shop(), tx -> {
            PoolRow row = Pools.lock(tx, context.shop(), pool);
            requireUnused(tag, tx.poolUse(context.shop(), row.id()));
            tx.deletePool(context.shop(), row.id());
            return record(tx, pool, new PoolDeleted(context.newId(), context.now(), act, pool));
        });
    }

    private static void requireUnused(String tag, PoolUse use) {
        if (!use.products().isEmpty()) {
            String products =
                    use.products().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
            throw new PoolInUseException(
                    tag, "is named by products: " + products + "; set or delete these products first");
        }
        if (use.hasQueue()) {
            throw new PoolInUseException(
                    tag,
                    "has order lines that wait for its keys; upload the keys, or set the lines' products to others");
        }
        if (use.hasStock()) {
            throw new PoolInUseException(
                    tag,
                    "has available keys; move them with inventory().moveAll(from, to, act), or retire them with"
                            + " inventory().retireAll(pool, act)");
        }
    }

    /**
     * Finds available keys of the shop that are probably one, typed or exported in two ways. Exact duplicates there are
     * none: no key is stored twice. To clean up, {@linkplain #retire retire} what is too much.
     *
     * <p>Reads and decrypts every available key, twice; memory grows by 8 bytes per key.
     *
     * @param limit how many groups at most, 1 to 1,000
     */
    public List<LookAlikes> lookAlikes(int limit) {
        return new LookAlikeSearch(context, store).find(Limits.page(limit));
    }

    /**
     * Writes the keys of a pool that are in a state as CSV, with the columns {@code key}, {@code tag}, {@code note},
     * {@code expiry}, {@code order}, {@code line} and {@code assigned_at}. What an order takes meanwhile may be missing.
     *
     * @param out written to, and flushed, not closed; UTF-8 is what imports read
     * @return how many were written
     * @throws dev.licencekeys.error.UnknownPoolException if the pool does not exist; then nothing is written
     */
    public long export(Pool pool, KeyState state, CsvStyle style, Writer out, Act act) {
        // Before the first value goes out: whatever happens then, it is known who has it.
        RecordedOnce.transact(store, context.shop(), tx -> {
            new KeyList(context, tx).requirePool(pool);
            return record(tx, pool, new KeysExported(context.newId(), context.now(), act, pool, state));
        });
        return new KeyExport(context, store, style).write(pool, state, out);
    }
}
