package dev.licencekeys;

import dev.licencekeys.RecordedOnce.Done;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.CustomerChanged;
import dev.licencekeys.event.CustomerErased;
import dev.licencekeys.event.Event;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import dev.licencekeys.text.Identifiers;
import dev.licencekeys.text.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who has what: the order lines of a shop with their keys, and whose they are. From {@link LicenceKeys#orders()}; safe for
 * use by several threads.
 *
 * <p>Lists are answered by index, in parts of up to 1,000 lines, and no value of a key is in them.
 */
public final class Orders {
    private static final int BATCH = 500;

    private final ShopContext context;
    private final LicenceKeyStore store;

    Orders(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * The lines of an order by id, as far as they came.
     *
     * @throws dev.licencekeys.error.InvalidInputException if it can't be an id
     */
    public List<LineRecord> lines(String orderId) {
        Identifiers.require("order", orderId);
        return store.transact(tx -> new LineRecords(context, tx).of(LineRecords.onRecord(tx, context.shop(), orderId)));
    }

    /**
     * The lines of all orders, the latest first.
     *
     * @param before where the part begins: {@link LineCursor#LATEST}, {@link LineCursor#before(Instant) a time}, or what the
     *     part before told as its next
     * @param limit how many at most, 1 to 1,000
     */
    public LinePage latest(LineCursor before, int limit) {
        return page(new LineFilter.All(), before, limit);
    }

    /**
     * The lines of a customer, the latest first.
     *
     * @param customer the host's reference
     * @param before where the part begins, as for {@link #latest}
     * @param limit how many at most, 1 to 1,000
     * @throws dev.licencekeys.error.InvalidInputException if it can't be a reference
     */
    public LinePage ofCustomer(String customer, LineCursor before, int limit) {
        return page(new LineFilter.OfCustomer(Identifiers.require("customer", customer)), before, limit);
    }

    /**
     * The lines of a product, the latest first: of one variant, if it names one, otherwise with and without variants.
     *
     * @param before where the part begins, as for {@link #latest}
     * @param limit how many at most, 1 to 1,000
     */
    public LinePage ofProduct(ProductRef product, LineCursor before, int limit) {
        return page(new LineFilter.OfProduct(product), before, limit);
    }

    private LinePage page(LineFilter filter, LineCursor before, int limit) {
        int count = Limits.page(limit);
        return store.transact(tx -> {
            List<LineRef> refs = refs(tx, filter, before, count);
            List<LineRecord> lines = new LineRecords(context, tx).of(tx.readLines(context.shop(), Set.copyOf(refs)));
            List<LineRecord> inTurn = inTurn(refs, lines);
            return new LinePage(
                    inTurn,
                    refs.size() < count || inTurn.isEmpty()
                            ? Optional.empty()
                            : Optional.of(inTurn.get(inTurn.size() - 1).cursor()));
        });
    }

    private List<LineRef> refs(StoreTransaction tx, LineFilter filter, LineCursor before, int count) {
        return tx.lines(context.shop(), filter, before.at(), new LineRef(before.orderId(), before.lineId()), count);
    }

    private static List<LineRecord> inTurn(List<LineRef> refs, List<LineRecord> lines) {
        var byRef = lines.stream()
                .collect(Collectors.toMap(line -> new LineRef(line.orderId(), line.lineId()), Function.identity()));
        return refs.stream()
                .map(ref -> Optional.ofNullable(byRef.get(ref)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The lines that wait for keys of a pool, in the order in which they will be served. A line that may get its keys from
     * several pools waits for each of them.
     *
     * @param after where the part begins: 0, or what the part before told as its next
     * @param limit how many at most, 1 to 1,000
     * @throws dev.licencekeys.error.UnknownPoolException if the pool does not exist
     */
    public WaitingPage waiting(Pool pool, long after, int limit) {
        int count = Limits.page(limit);
        return store.transact(tx -> {
            List<WaitingLine> waiting = tx.waitingLines(context.shop(), pool, after, count);
            List<LineRecord> lines = new LineRecords(context, tx)
                    .of(waiting.stream().map(WaitingLine::line).toList());
            return new WaitingPage(
                    lines,
                    waiting.size() < count
                            ? OptionalLong.empty()
                            : OptionalLong.of(waiting.get(waiting.size() - 1).place()));
        });
    }

    /**
     * Hands an order, with its keys, to another customer.
     *
     * @param customer the host's reference of the new customer
     * @throws ActRefusedException if the order is not on record
     * @throws dev.licencekeys.error.InvalidInputException if one of them can't be an id
     */
    public void changeCustomer(String orderId, String customer, Act act) {
        Identifiers.require("order", orderId);
        Identifiers.require("customer", customer);
        RecordedOnce.transact(store, context.shop(), tx -> {
            Set<LineRef> refs = LineRecords.onRecord(tx, context.shop(), orderId).stream()
                    .map(StoredLine::ref)
                    .collect(Collectors.toSet());
            if (refs.isEmpty()) {
                throw new ActRefusedException("order \"" + orderId + "\" is not on record; fulfil it first");
            }
            tx.lockLines(context.shop(), refs);
            tx.saveCustomer(context.shop(), refs, customer);
            return recorded(
                    tx, orderId, new CustomerChanged(context.newId(), context.now(), act, orderId, refs.size()));
        });
    }

    /**
     * Erases a customer's reference, the only personal datum that is kept, from all order lines. Their keys stay given, and
     * what is on record of them stays whole: no event names a customer. Orders of theirs that come again don't bring the
     * reference back; new ones do.
     *
     * <p>Lines are changed in batches of 500. With transactions of its own each batch is committed as it goes; after a failure
     * the same call again does the rest.
     *
     * @param customer the host's reference
     * @return how many lines had named the customer
     * @throws dev.licencekeys.error.InvalidInputException if it can't be a reference
     */
    public long erase(String customer, Act act) {
        LineFilter filter = new LineFilter.OfCustomer(Identifiers.require("customer", customer));
        long erased = 0;
        Optional<LineCursor> next = Optional.of(LineCursor.LATEST);
        while (next.isPresent()) {
            LineCursor before = next.get();
            Erased batch =
                    RecordedOnce.transact(store, context.shop(), tx -> eraseSome(tx, filter, customer, before, act));
            erased += batch.lines();
            next = batch.next();
        }
        return erased;
    }

    private record Erased(int lines, Optional<LineCursor> next) {}

    private Done<Erased> eraseSome(
            StoreTransaction tx, LineFilter filter, String customer, LineCursor before, Act act) {
        Set<LineRef> refs = Set.copyOf(refs(tx, filter, before, BATCH));
        List<StoredLine> lines = refs.isEmpty() ? List.of() : tx.lockLines(context.shop(), refs);
        // The list may be older than the locks.
        Set<LineRef> theirs = lines.stream()
                .filter(line -> line.requireTerms().customer().equals(customer))
                .map(StoredLine::ref)
                .collect(Collectors.toSet());
        Optional<LineCursor> last = lines.stream()
                .map(line -> new LineCursor(
                        line.at(), line.ref().orderId(), line.ref().lineId()))
                .min((one, other) -> LineRecords.compare(one, other));
        Erased erased = new Erased(theirs.size(), refs.size() < BATCH ? Optional.empty() : last);
        if (theirs.isEmpty()) {
            return new Done<>(erased, Optional.empty());
        }
        tx.saveCustomer(context.shop(), theirs, "");
        return recorded(tx, erased, new CustomerErased(context.newId(), context.now(), act, theirs.size()));
    }

    private <R> Done<R> recorded(StoreTransaction tx, R answer, Event event) {
        context.write(tx, List.of(event));
        return new Done<>(answer, Optional.of(event.id()));
    }
}
