package dev.licencekeys.store;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * One transaction on the store, for one thread.
 *
 * <p>Locks are taken in one order, by every operation: order lines, then pools by ascending id, then stock by ascending
 * pool and position, then what is inserted. What would be out of this order is skipped when it is locked, never waited
 * for.
 */
public interface StoreTransaction {
    /**
     * Reads, without locks, what is known of these orders, products and their pools. Settings are returned for exactly
     * those of {@code products} that have some of their own; pools for all that these name.
     */
    Opened open(String shop, Set<String> orders, Set<ProductRef> products);

    /**
     * Locks these order lines and reads them as last committed; lines that don't exist are left out. Other lines of the
     * orders are neither locked nor returned.
     */
    List<StoredLine> lockLines(String shop, Set<LineRef> lines);

    /**
     * Reads these order lines as last committed, or as written by this transaction, even where its other reads see an
     * older state; lines that don't exist are left out. Nobody is kept from reading them.
     */
    List<StoredLine> readLines(String shop, Set<LineRef> lines);

    /**
     * Locks up to as many stock rows of each pool as are wanted, lowest position first, and reads them; writes nothing.
     *
     * <p>Fewer rows than wanted come back only if at some moment during the call the pool had no more. Rows that others
     * hold are waited for, until the deadline. Rows that this transaction claimed before and has not recorded as taken
     * come back like any others.
     *
     * @param wanted how many keys of which pool, by pool id
     * @param overflow for each of these pools those that are asked next if it is short; where a lock has to be waited for,
     *     theirs are taken with it, in order
     * @return rows by pool id, in ascending position; a pool without rows may be left out
     * @throws dev.licencekeys.error.BusyException if others held rows until the deadline
     */
    Map<Long, List<StockRow>> claim(String shop, Map<Long, Integer> wanted, Map<Long, Set<Long>> overflow);

    /**
     * Locks these pools, and reads them, although this transaction has just claimed stock: lets go first, as far as it can, of
     * what the last claim locked, for which somebody who holds the pools may be waiting. That has to be claimed again.
     *
     * @param pools as they were read before; all of them exist
     * @throws dev.licencekeys.error.StoreException if it is better to begin the transaction again, in which the next claim
     *     holds the pools from the start; may pass
     */
    Map<Pool, PoolRow> lockClaimed(String shop, Collection<PoolRow> pools);

    /** Writes what was decided, and that its events are to be delivered. Nothing was written if the result says that a line was there before. */
    Recorded record(String shop, Recording recording);

    /**
     * Locks the lines that wait for keys of a pool whose lock this transaction holds, in the order in which they began
     * to wait for it, and reads them; skips those that others hold.
     *
     * @param after the place in the queue after which to begin; 0 for its head
     */
    List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit);

    /**
     * Locks those of these pools, by id, that nobody else has locked, without waiting, and reads them.
     *
     * <p>Called by transactions that hold stock, which comes after pools in the order of locks: to wait here would be a
     * deadlock with whoever holds the pool and waits for that stock.
     */
    Map<Long, PoolRow> lockFreePools(String shop, Set<Long> pools);

    /**
     * Those of these pools, by id, whose locks this transaction holds, as they are now, without asking for it; a pool may be
     * left out if it costs anything.
     */
    Map<Long, PoolRow> lockedPools(String shop, Set<Long> pools);

    /** Reads these pools without locks; pools that don't exist are left out. */
    Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools);

    /** Creates those of these pools that don't exist. */
    void createPools(String shop, Set<Pool> pools);

    /** Locks these pools and reads them; pools that don't exist are left out. */
    Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools);

    /**
     * Stores keys that are new to the shop, by fingerprint and by shared fingerprint, and by both of what finds them
     * whatever their case.
     *
     * @return the ids of those that were stored; the others' fingerprints were known
     */
    Set<KeyId> addKeys(String shop, List<NewKey> keys);

    /** Finds stored keys, without locks, as last committed or as written by this transaction; unknown ones are left out. */
    Map<Fingerprint, KnownKey> findKeys(String shop, Set<Fingerprint> fingerprints);

    /** Finds, in the same way, keys by what finds them whatever their case. */
    Map<Fingerprint, KnownKey> findFolded(String shop, Set<Fingerprint> fingerprints);

    /**
     * Notes what finds stored keys whatever their case, of which nothing of that kind is on record: they go into a pool that
     * ignores case, or a twin might follow them. They are out of stock, taken by this transaction. Whoever moves keys to such
     * a pool, be it by an import or by hand, looks for twins first ({@link #findFolded}): where there is one, the key stays.
     *
     * @throws dev.licencekeys.error.StoreException if it finds another key, which somebody else stored meanwhile; may pass
     */
    void fold(String shop, Map<KeyId, Folded> keys);

    /**
     * Takes these keys out of stock, where they lie in pools whose locks this transaction holds; others are left where they
     * are. Rows that somebody else holds are waited for.
     *
     * @return the rows that were taken, by pool and position
     */
    List<StockRow> takeStock(String shop, Set<KeyId> keys);

    /** Notes where a batch of an import put its keys. */
    void addImportParts(String shop, UUID importId, Collection<ImportPart> parts);

    /** The parts of an import, in no order; none of an import that is unknown. */
    List<ImportPart> importParts(String shop, UUID importId);

    /**
     * Takes out of stock, and forgets, keys of an import that lie where it put them, in a pool whose lock this transaction
     * holds.
     *
     * @return how many there were, at most {@code limit}
     */
    int forgetImported(String shop, UUID importId, ImportPart part, int limit);

    /**
     * Finds keys that lie in stock though they had expired by then, without locks, as last committed or as written by this
     * transaction; in no order.
     */
    Map<KeyId, Pool> findExpired(String shop, Instant by, int limit);

    /** Puts stored keys into the stock of pools whose locks this transaction holds. */
    void addStock(String shop, List<StockRow> rows);

    /** Writes back pools whose locks this transaction holds. */
    void savePools(String shop, Collection<PoolRow> pools);

    /**
     * The positions of the stock rows whose claim leaves just so many rows behind them, in a pool whose lock this
     * transaction holds; empty where there are no more rows than that.
     *
     * @param left how many, in any order
     * @return one for each, in the same order
     */
    List<OptionalLong> positionsLeaving(String shop, long poolId, List<Long> left);

    /** The pools, in no order, without locks, of which no row lies in stock any more where their first alert is due. */
    Set<Pool> passedAlerts(String shop);

    /** The policy of pools that have none of their own. */
    ThresholdPolicy defaultThreshold(String shop);

    /**
     * Writes another policy for pools that have none of their own, those that are created from now on. Those that exist keep
     * theirs until they are saved with it.
     */
    void saveDefaultThreshold(String shop, ThresholdPolicy policy);

    /** The pools that follow the shop's default and have another policy still, without locks, in no order. */
    Set<Pool> poolsBehindDefault(String shop);

    /**
     * Notes how many keys of each pool are given, unless that was noted since a time.
     *
     * @param forgetBefore what was noted before this time is forgotten
     */
    void sampleUsage(String shop, Instant now, Instant unlessSince, Instant forgetBefore);

    /** What was noted first since a time, for those of these pools of which something was. */
    Map<Pool, UsageSample> usageSince(String shop, Set<Pool> pools, Instant since);

    /**
     * The figures of the pools whose tag contains this text, the untagged one first, then by tag; of all pools if it is empty.
     */
    List<PoolStock> stock(String shop, String partOfTag);

    /**
     * Saves the settings of a product or variant, whose pools all exist; replaces earlier ones.
     *
     * <p>Lines that wait, and to which these settings apply, wait for the pools that the settings name from now on, in
     * the order in which they waited before. If the settings name no pool they go on waiting where they are.
     */
    void saveProduct(String shop, ProductRef product, ProductSettings settings);

    /** The settings of exactly this product or variant. */
    Optional<ProductSettings> product(String shop, ProductRef product);

    /**
     * Removes the settings of exactly this product or variant. Lines that wait go on waiting.
     *
     * @return false if there were none
     */
    boolean deleteProduct(String shop, ProductRef product);

    /**
     * The shop's own words that are for the whole shop, and those for exactly these products and variants, in all languages;
     * without locks, in no order.
     */
    List<StoredText> texts(String shop, Set<ProductRef> products);

    /**
     * Replaces the shop's own words for exactly this scope by these, by name of the text; with none they are removed. Of two who
     * do so at once the second one waits, and replaces what the first one wrote.
     */
    void saveTexts(String shop, TextScope scope, Map<String, String> words);

    /** The proofs on record, in no order, as last committed or as written by this transaction. */
    List<StoredProof> proofs(String shop);

    /**
     * Locks the proof of these secrets; puts this one on record if there is none with their ids.
     *
     * @return what is on record
     */
    StoredProof lockProof(String shop, ProtectionProof proof);

    /** Writes back how far the rotation to a proof's secrets has come; the transaction holds its lock. */
    void saveProof(String shop, StoredProof proof);

    /**
     * Removes a proof, if the rotation to its secrets has come no further than when it was read.
     *
     * @return whether it is gone now
     */
    boolean deleteProof(String shop, StoredProof proof);

    /** Reads, without locks, what is stored of keys in ascending order of their ids. */
    List<SealedKey> keys(String shop, KeyId after, int limit);

    /** How many keys there are. */
    long countKeys(String shop, KeyId after);

    /**
     * Stores keys anew, as far as they are stored as they were read still. Those that somebody else has locked may be left
     * as they are.
     *
     * @param keys in ascending order of their ids; the new fingerprints are of no other keys
     * @return how many were stored anew
     */
    int reseal(String shop, List<Reseal> keys);

    /**
     * Notes that the keys of a line, whose lock this transaction holds, were seen, and counts them with their pools; those
     * that were seen before keep their time.
     */
    void reveal(String shop, LineRef line, Instant at);

    /**
     * Takes keys from a line whose lock this transaction holds.
     *
     * @return those that the line had, by number
     */
    List<HeldKey> takeBack(String shop, LineRef line, Set<KeyId> keys);

    /** Gives keys, which this transaction took back, to lines whose locks it holds, with all that is on record of them. */
    void hold(String shop, List<HeldKey> keys);

    /** Notes that keys, which this transaction took back, are never given to other lines. */
    void revoke(String shop, List<Revoked> keys);

    /**
     * Forgets that a key of a line, whose lock this transaction holds, was revoked; it is to be held again.
     *
     * @return what was on record; empty if it is not revoked, or was not this line's
     */
    Optional<Revoked> unrevoke(String shop, LineRef line, KeyId key);

    /** The keys that were revoked from these lines, without locks, in no order. */
    List<KeyId> revokedFrom(String shop, Set<LineRef> lines);

    /** The refunds on record of lines whose locks this transaction holds, in no order, as last committed or written by it. */
    List<StoredRefund> refunds(String shop, Set<LineRef> lines);

    /** Writes down refunds of lines whose locks this transaction holds; none of them is on record. */
    void addRefunds(String shop, List<StoredRefund> refunds);

    /**
     * Lists order lines that came before a time, the latest first, those of one time by descending order and line, without
     * locks.
     *
     * @param before the time
     * @param beforeLine of lines that came just then those below this one are listed; none if both its ids are empty
     */
    List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit);

    /**
     * Reads, without locks, the lines that wait for keys of a pool, in the order in which they began to.
     *
     * @param after the place in the queue after which to begin; 0 for its head
     * @throws dev.licencekeys.error.UnknownPoolException if the pool does not exist
     */
    List<WaitingLine> waitingLines(String shop, Pool pool, long after, int limit);

    /** Names another customer, or none, on lines whose locks this transaction holds. */
    void saveCustomer(String shop, Set<LineRef> lines, String customer);

    /** Notes that keys, which this transaction took out of stock or back, are never given. */
    void retire(String shop, List<Retired> keys);

    /**
     * Reads, without locks, the places of keys of a pool that are in this state: of available ones by ascending position, of
     * others by ascending id, and all at position 0.
     *
     * @param after the place after which to begin
     * @throws dev.licencekeys.error.UnknownPoolException if the pool does not exist
     */
    List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit);

    /** Reads, without locks, what is stored of these keys; unknown ones are left out. */
    Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys);

    /** What uses a pool whose lock this transaction holds, as last committed or as written by this transaction. */
    PoolUse poolUse(String shop, long poolId);

    /**
     * Gives a pool, whose lock this transaction holds, another name.
     *
     * @return false if another pool has it; then the transaction can only be rolled back
     */
    boolean renamePool(String shop, long poolId, Pool name);

    /** Deletes a pool whose lock this transaction holds, and which nothing uses. Its id is never used again. */
    void deletePool(String shop, long poolId);

    /** Writes down what happened, and that it is to be delivered, in this order. */
    void addEvents(String shop, List<Event> events);

    /**
     * Leases the first part, from this one on, in which events wait for delivery and which nobody else has leased.
     *
     * @param from a part, or {@link Undelivered#PARTS}, from which on there is none
     * @param holder who delivers
     * @param until when others may have it, unless it is renewed
     */
    OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until);

    /**
     * Changes until when a part is leased; until now, to give it back.
     *
     * @return false if somebody else has it, because the lease ran out
     */
    boolean renew(String shop, int part, UUID holder, Instant until);

    /**
     * Reads, without locks, the events that wait in a part, in their order.
     *
     * @param part one of the {@value Undelivered#PARTS} parts, or {@link Undelivered#PARKED}
     * @param after the place after which to begin; 0 for the first
     */
    List<Undelivered> undelivered(String shop, int part, long after, int limit);

    /** Forgets that events of a part wait for delivery. */
    void delivered(String shop, int part, Set<Long> seqs);

    /**
     * Writes back how often an event was tried and what came of it, and moves it to another part, if it is another.
     *
     * @param part where it lies
     * @return false if it does not lie there any more
     */
    boolean saveUndelivered(String shop, int part, Undelivered changed, int newPart);

    /** Reads what happened before an event, the latest first: those with lower ids. */
    List<Event> events(String shop, UUID before, int limit);

    /** Reads what happened to a key before an event, the latest first. */
    List<Event> eventsAbout(String shop, KeyId key, UUID before, int limit);

    /**
     * Runs a step once this transaction is committed, and never if it is rolled back. In a transaction of which the store
     * does not learn the end, the host's, it is not run.
     *
     * @param step must neither fail nor use the store
     */
    void afterCommit(Runnable step);
}
