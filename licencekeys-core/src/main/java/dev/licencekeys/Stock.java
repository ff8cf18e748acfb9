package dev.licencekeys;

import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.ImportUndone;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.Forecast;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.UsageSample;
import dev.licencekeys.text.Characters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The uploaded keys of a shop. From {@link LicenceKeys#stock()}; safe for use by several threads. */
public final class Stock {
    private static final int UNDO_BATCH = 1_000;
    private static final int RETIRE_BATCH = 1_000;

    private final ShopContext context;
    private final LicenceKeyStore store;

    Stock(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * Creates an empty pool; nothing happens if it exists. An upload creates its pool, too.
     *
     * @throws InvalidInputException if it can't be a tag, see {@link dev.licencekeys.pool.Tag}
     */
    public void createPool(String tag) {
        Pool pool = Pool.tagged(tag);
        store.transact(tx -> {
            tx.createPools(context.shop(), Set.of(pool));
            return pool;
        });
    }

    /**
     * Decides that keys of this pool that differ only in case are the same key; otherwise they are different ones. The pool
     * is created if it does not exist. For pools that never had a key, and for good.
     *
     * <p>A key that goes into such a pool is a duplicate, besides of an equal one anywhere in the shop, of every key that
     * came into this or another such pool and {@linkplain dev.licencekeys.text.KeyText#folded differs only in case}, be it
     * given or moved away since. Where both are there, the latter decides what becomes of it. A key that goes into a pool
     * for which case counts is a duplicate of equal ones only. Keys are delivered as they were uploaded.
     *
     * @throws InvalidInputException if the pool has, or had, keys
     */
    public void ignoreCase(Pool pool) {
        store.transact(tx -> {
            tx.createPools(context.shop(), Set.of(pool));
            PoolRow row = Pools.lock(tx, context.shop(), pool);
            if (row.ignoresCase()) {
                return row;
            }
            if (!row.isUnused()) {
                throw new InvalidInputException(
                        "pool",
                        "\"" + pool
                                + "\" has had keys, which may differ only in case; create another pool that ignores case,"
                                + " and import its keys there (DuplicatePolicy.MOVE)");
            }
            tx.savePools(context.shop(), List.of(row.ignoringCase()));
            return row;
        });
    }

    /**
     * Puts keys into the pool with this tag, which is created if it does not exist.
     *
     * @throws InvalidInputException if it can't be a tag, see {@link dev.licencekeys.pool.Tag}
     * @see #upload(Pool, Stream)
     */
    public ImportReport upload(String tag, Stream<String> keys) {
        return upload(Pool.tagged(tag), keys);
    }

    /**
     * Puts keys into a pool, behind those that it has. Lines that wait for keys of this pool get them first, oldest first,
     * before any other order can.
     *
     * <p>Keys are stored in batches of 5,000. With transactions of its own each batch is committed as it goes: after a
     * failure the batches before it stay, and the same upload again adds the rest and counts the others as duplicates.
     * Spaces at the ends of a key are removed; apart from that it is delivered as it is. A key may have 1,024
     * characters, none of them a control or invisible formatting character.
     *
     * @param keys read once, lazily, and closed; memory does not grow with their number
     * @return how many were added, and what became of the others
     */
    public ImportReport upload(Pool pool, Stream<String> keys) {
        return importKeys(KeySupply.of(keys), ImportOptions.into(pool));
    }

    /**
     * Imports keys from text, CSV, or whatever else supplies them, into a pool, or into the pools that the entries name.
     *
     * <p>Keys are stored in batches of 5,000, like those of an {@linkplain #upload(Pool, Stream) upload}. With transactions
     * of its own each batch is committed as it goes: after a crash the batches before it stay, and the same import again
     * adds the rest and counts the others as duplicates. An import that turns out to be wrong itself is {@linkplain
     * #undoImport(UUID) undone}.
     *
     * @return what became of every entry
     * @throws InvalidInputException if the supply can't be read, is larger than allowed, or has a duplicate that is not
     *     allowed; the message names the line
     */
    public ImportReport importKeys(KeySupply supply, ImportOptions options) {
        KeyImport intake = new KeyImport(context, store, options);
        try {
            supply.feed(intake);
            ImportReport report = intake.finish();
            if (!options.dryRun()) {
                new Watch(context, store).reached(report.warnings());
            }
            return report;
        } catch (InvalidInputException e) {
            undoImport(intake.id());
            throw e;
        }
    }

    /**
     * Forgets the keys of an import that are available still, as if they had never been imported. Keys that were given, or
     * moved to another pool, stay.
     *
     * @param importId from the import's report
     * @return how many were forgotten
     */
    public long undoImport(UUID importId) {
        return undoImport(importId, Optional.empty());
    }

    /** The same by hand, with who does it and why on record. */
    public long undoImport(UUID importId, Act act) {
        return undoImport(importId, Optional.of(act));
    }

    private long undoImport(UUID importId, Optional<Act> act) {
        long forgotten = 0;
        for (ImportPart part : store.transact(tx -> tx.importParts(context.shop(), importId))) {
            int count;
            do {
                count = RecordedOnce.transact(store, context.shop(), tx -> forget(tx, importId, part, act));
                forgotten += count;
            } while (count == UNDO_BATCH);
        }
        return forgotten;
    }

    private Done<Integer> forget(StoreTransaction tx, UUID importId, ImportPart part, Optional<Act> act) {
        PoolRow pool = Pools.lock(tx, context.shop(), part.pool());
        int count = tx.forgetImported(context.shop(), importId, part, UNDO_BATCH);
        if (count == 0) {
            return new Done<>(0, Optional.empty());
        }
        new Alarms(context).settleAndSave(tx, pool.withRemoved(count), context.now());
        Event event = new ImportUndone(context.newId(), context.now(), act, importId, part.pool(), count);
        context.write(tx, List.of(event));
        return new Done<>(count, Optional.of(event.id()));
    }

    /**
     * Takes keys out of stock that have expired, so that the figures no longer count them. Orders never get such a key: one
     * that meets some takes them out itself, which makes it slower. Worth calling once a day where keys expire.
     *
     * @return how many there were
     */
    public long retireExpired() {
        long retired = 0;
        int count;
        do {
            count = store.transact(tx -> new ExpiredKeys(context, context.now()).retireSome(tx, RETIRE_BATCH));
            retired += count;
        } while (count > 0);
        return retired;
    }

    /** The figures of every pool: the untagged pool first, then by tag. */
    public List<PoolStock> pools() {
        return pools("");
    }

    /**
     * The figures of the pools whose tag contains this text, by tag. Upper case finds lower case, which all tags are.
     *
     * @param partOfTag taken as it is, without wildcards; empty for all pools, the untagged one first
     */
    public List<PoolStock> pools(String partOfTag) {
        String part = partOfTag.toLowerCase(Locale.ROOT);
        boolean isInNoTag = Characters.first(part, c -> Characters.isControl(c) || Characters.isUnpairedSurrogate(c))
                .isPresent();
        if (isInNoTag) {
            return List.of();
        }
        List<PoolStock> figures = store.transact(tx -> withForecasts(tx, tx.stock(context.shop(), part)));
        if (part.isEmpty()) {
            context.metrics().stockRead(context.shop(), figures);
        }
        return figures;
    }

    private List<PoolStock> withForecasts(StoreTransaction tx, List<PoolStock> pools) {
        Instant now = context.now();
        Set<Pool> names = pools.stream().map(PoolStock::pool).collect(Collectors.toSet());
        Map<Pool, UsageSample> before = tx.usageSince(context.shop(), names, now.minus(Forecast.WINDOW));
        return pools.stream()
                .map(pool -> Optional.ofNullable(before.get(pool.pool()))
                        .map(sample -> pool.withForecast(Forecast.of(pool.available(), pool.used(), now, sample)))
                        .orElse(pool))
                .toList();
    }

    /**
     * The figures of one pool.
     *
     * @throws UnknownPoolException if it does not exist
     */
    public PoolStock pool(Pool pool) {
        return pools().stream()
                .filter(stock -> stock.pool().equals(pool))
                .findFirst()
                .orElseThrow(() -> new UnknownPoolException(pool.toString()));
    }

    /**
     * Decides when the merchant is warned about a pool, whatever the shop's default is. What the pool has reached already of a
     * policy that is new to it is told at once.
     *
     * @return the warning that this caused; it is on record as an event, too
     * @throws UnknownPoolException if the pool does not exist
     */
    public List<ThresholdReached> warnAt(Pool pool, ThresholdPolicy policy) {
        return new Policies(context, store).own(pool, policy);
    }

    /**
     * Decides that the merchant is warned about a pool as by the shop's default, and so from now on if that changes.
     *
     * @return the warning that this caused; it is on record as an event, too
     * @throws UnknownPoolException if the pool does not exist
     */
    public List<ThresholdReached> warnAsByDefault(Pool pool) {
        return new Policies(context, store).asByDefault(pool);
    }

    /**
     * Decides when the merchant is warned about pools that have no policy of their own: those that exist, each in a
     * transaction of its own where the store has such, and those that are created later. {@link ThresholdPolicy#DEFAULT}
     * before.
     *
     * @return the warnings that this caused; they are on record as events, too
     */
    public List<ThresholdReached> warnByDefault(ThresholdPolicy policy) {
        return new Policies(context, store).byDefault(policy);
    }

    /** When the merchant is warned about pools that have no policy of their own. */
    public ThresholdPolicy defaultThreshold() {
        return store.transact(tx -> tx.defaultThreshold(context.shop()));
    }

    /**
     * Gives available keys to the lines that wait for them, oldest first. There is something to do only after a rollback
     * or a crash freed keys that others had waited for, or after a product's method came to allow more; uploads fill
     * waiting lines themselves.
     *
     * @return the lines that got keys
     */
    public List<FilledLine> fillWaiting() {
        List<FilledLine> filled = new ArrayList<>();
        List<Pool> waiting = pools().stream()
                .filter(stock -> stock.waitingLines() > 0)
                .map(PoolStock::pool)
                .toList();
        // A transaction for each pool, so that a shop with many pools never has them all locked.
        for (Pool pool : waiting) {
            filled.addAll(store.transact(tx -> new WaitingQueue(context)
                    .fill(tx, Pools.lock(tx, context.shop(), pool), context.now())
                    .lines()));
        }
        return List.copyOf(filled);
    }
}
