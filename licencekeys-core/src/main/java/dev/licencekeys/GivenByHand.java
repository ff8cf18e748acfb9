package dev.licencekeys;

import dev.licencekeys.Allocation.Group;
import dev.licencekeys.Assigner.Allocated;
import dev.licencekeys.Assigner.Decision;
import dev.licencekeys.Plan.PlannedLine;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One key that a person gives to a line whose lock the transaction holds: the next one, or a chosen one. */
final class GivenByHand {
    private final ShopContext context;
    private final StoreTransaction tx;
    private final StoredLine line;
    private final Instant now;
    private final Assigner assigner;
    private final Opened opened;
    private Recording recording = Recording.changing(List.of());
    private Map<Long, PoolRow> pools = Map.of();
    private Optional<PoolRow> chosenFrom = Optional.empty();

    GivenByHand(ShopContext context, StoreTransaction tx, StoredLine line, Instant now) {
        this.context = context;
        this.tx = tx;
        this.line = line;
        this.now = now;
        this.assigner = new Assigner(context);
        ProductRef product = line.product();
        Set<ProductRef> products = new LinkedHashSet<>(List.of(product, product.withoutVariant()));
        this.opened = tx.open(context.shop(), Set.of(), products);
    }

    /** The pools from which the next key may come. */
    Set<Pool> pools() {
        Set<Long> ids = new HashSet<>(sources());
        Set<Pool> pools = new HashSet<>();
        opened.pools().forEach((pool, row) -> {
            if (ids.contains(row.id())) {
                pools.add(pool);
            }
        });
        return pools;
    }

    private List<Long> sources() {
        return Plan.sourcesOf(line.requireTerms(), opened);
    }

    /** The pool in which a chosen key lies. */
    Set<Pool> poolOf(Withdrawals withdrawals, KeyId chosen) {
        KeyDetails details = withdrawals.read(Set.of(chosen)).get(chosen);
        if (details == null) {
            throw new UnknownKeyException(chosen);
        }
        if (details.state() != KeyState.AVAILABLE) {
            throw notAvailable(details);
        }
        if (details.expiry().filter(end -> !now.isBefore(end)).isPresent()) {
            throw new ActRefusedException("the key " + chosen + " has expired; choose another one");
        }
        return details.pool().map(Set::of).orElse(Set.of());
    }

    private static ActRefusedException notAvailable(KeyDetails details) {
        String whose = details.holder()
                .map(holder -> ", with order \"" + holder.line().orderId() + "\", line \""
                        + holder.line().lineId() + "\"")
                .orElse("");
        return new ActRefusedException(
                "the key " + details.id() + " is " + details.state() + whose + "; choose one that is available");
    }

    /** Takes a chosen key out of its pool, which is locked. */
    StoredKey chosen(Withdrawals withdrawals, KeyId key) {
        StockRow row = tx.takeStock(context.shop(), Set.of(key)).stream()
                .findFirst()
                .orElseThrow(() -> goneMeanwhile(withdrawals, key));
        chosenFrom = withdrawals.pool(row.poolId());
        int number = line.nextNumber();
        Assignment given = new Assignment(key, line.ref(), number, row.poolId(), now, row.expiry());
        recording = new Recording(List.of(), List.of(), List.of(), List.of(given), List.of());
        return new StoredKey(key, number, withdrawals.details(key).value(), now, row.expiry());
    }

    /** Until the lock was there somebody else took it, or moved it to another pool. */
    private ActRefusedException goneMeanwhile(Withdrawals withdrawals, KeyId key) {
        KeyDetails details = withdrawals.read(Set.of(key)).get(key);
        return details == null || details.state() == KeyState.AVAILABLE
                ? new ActRefusedException("somebody else just took or moved the key " + key + "; choose another one")
                : notAvailable(details);
    }

    /** Claims the next key of the line's product, or makes one. */
    StoredKey next() {
        List<Long> sources = sources();
        PlannedLine planned = new PlannedLine(
                line.ref(), line.requireTerms(), line.counts().withWaiting(1), Optional.of(line), true, sources, false);
        Map<Long, PoolRow> rows = new HashMap<>();
        opened.pools().values().forEach(pool -> rows.put(pool.id(), pool));
        Allocated allocated = assigner.allocate(tx, List.of(new Group(List.of(planned))), rows, now);
        Decision decision = assigner.decide(allocated.allocation(), now);
        recording = decision.recording();
        pools = allocated.pools();
        return decision.given().get(0).get(0).keys().stream()
                .findFirst()
                .orElseThrow(() -> new ActRefusedException(
                        sources.isEmpty()
                                ? "the product " + line.product()
                                        + " has no settings any more, so that there is no next key; choose one"
                                : "no other key of the product " + line.product()
                                        + " is available; upload some first, or choose one of another pool"));
    }

    /**
     * Writes that the line has the key, with these figures, and what happened. A pool to which another key returns has as many
     * as before: nothing is told of it.
     */
    void record(Withdrawals withdrawals, LineCounts counts, Event event) {
        chosenFrom
                .filter(pool -> !withdrawals.returnsTo(pool.id()))
                .ifPresent(pool -> new Alarms(context).settleAndSave(tx, pool, now));
        Map<Long, PoolRow> fewer = new HashMap<>(pools);
        fewer.keySet().removeIf(withdrawals::returnsTo);
        ChangedLine changed = new ChangedLine(line.ref(), Optional.empty(), counts, Set.of());
        assigner.write(
                tx,
                new Recording(
                        List.of(),
                        List.of(changed),
                        recording.newKeys(),
                        recording.assignments(),
                        recording.taken(),
                        List.of(event)),
                fewer,
                now);
    }
}
