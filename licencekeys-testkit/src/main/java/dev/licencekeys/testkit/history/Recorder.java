package dev.licencekeys.testkit.history;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.Refund;
import dev.licencekeys.Refunded;
import dev.licencekeys.error.ActRefusedException;
import dev.licencekeys.error.UnknownKeyException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.StockChange;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.testkit.history.Call.Ending;
import dev.licencekeys.testkit.history.Call.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes calls to a shop, and writes down what they answered. What a call throws is thrown, and written down as well. Safe for
 * use by several threads.
 */
public final class Recorder {
    private static final int PART = 1_000;

    private final AtomicLong ticks = new AtomicLong();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** {@link LicenceKeys#fulfil}. */
    public Fulfilment fulfil(LicenceKeys shop, Order order) {
        return run(
                () -> shop.fulfil(order),
                (times, answer) ->
                        times.call(Optional.empty(), Optional.of(order), Optional.empty(), told(answer), List.of()));
    }

    /** {@link LicenceKeys#refund}. */
    public Refunded refund(LicenceKeys shop, Refund refund) {
        return run(
                () -> shop.refund(refund),
                (times, answer) -> times.call(
                        refund.act(),
                        Optional.empty(),
                        Optional.of(refund),
                        List.of(),
                        answer.map(Refunded::filled).orElse(List.of())));
    }

    /** {@link LicenceKeys#reveal}. */
    public List<AssignedKey> reveal(LicenceKeys shop, LineRef line) {
        return run(
                () -> shop.reveal(line.orderId(), line.lineId()),
                (times, answer) -> times.call(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        answer.map(keys -> List.of(new Told(line, ids(keys), 0)))
                                .orElse(List.of()),
                        List.of()));
    }

    /**
     * What a person does by hand; see {@link LicenceKeys#support()} and {@link LicenceKeys#inventory()}.
     *
     * @param act who does it, and why; no other call has the same
     */
    public <R> R byHand(LicenceKeys shop, Act act, Function<LicenceKeys, R> work) {
        return run(
                () -> work.apply(shop),
                (times, answer) -> times.call(
                        Optional.of(act),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        answer.filter(StockChange.class::isInstance)
                                .map(change -> ((StockChange) change).filled())
                                .orElse(List.of())));
    }

    /** Uploads keys that the shop does not have. */
    public ImportReport upload(LicenceKeys shop, Pool pool, List<String> values) {
        return run(() -> shop.stock().upload(pool, values.stream()), (times, answer) -> {
            Set<KeyId> keys = new LinkedHashSet<>();
            values.forEach(value -> shop.verifier().verify(value).ifPresent(key -> keys.add(key.id())));
            return new Call(
                    times.start(),
                    times.end(),
                    times.ending(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    answer.map(ImportReport::filled).orElse(List.of()),
                    keys,
                    Optional.of(pool));
        });
    }

    /** When a call was made, and how it ended. */
    private record Times(long start, long end, Ending ending) {
        Call call(
                Optional<Act> act,
                Optional<Order> order,
                Optional<Refund> refund,
                List<Told> told,
                List<FilledLine> filled) {
            return new Call(start, end, ending, act, order, refund, told, filled, Set.of(), Optional.empty());
        }
    }

    /** Makes a call of an answer, which there is none of if it failed. */
    private interface Telling<R> {
        Call of(Times times, Optional<R> answer);
    }

    private <R> R run(Supplier<R> work, Telling<R> telling) {
        long start = ticks.incrementAndGet();
        try {
            R answer = work.get();
            calls.add(telling.of(new Times(start, ticks.incrementAndGet(), Ending.DONE), Optional.of(answer)));
            return answer;
        } catch (ActRefusedException | UnknownKeyException e) {
            calls.add(telling.of(new Times(start, ticks.incrementAndGet(), Ending.REFUSED), Optional.empty()));
            throw e;
        } catch (RuntimeException e) {
            calls.add(telling.of(new Times(start, ticks.incrementAndGet(), Ending.ROLLED_BACK), Optional.empty()));
            throw e;
        }
    }

    private static List<Told> told(Optional<Fulfilment> answer) {
        return answer.stream()
                .filter(fulfilment -> !fulfilment.isRejected())
                .flatMap(fulfilment -> fulfilment.lines().stream()
                        .map(line -> new Told(
                                new LineRef(fulfilment.orderId(), line.lineId()), ids(line.keys()), line.waiting())))
                .toList();
    }

    private static List<KeyId> ids(List<AssignedKey> keys) {
        return keys.stream().map(AssignedKey::id).toList();
    }

    /** The history so far, and how the shop stands; nobody else uses it meanwhile. Who waits is served if keys are there. */
    public History end(LicenceKeys shop) {
        shop.stock().fillWaiting();
        List<PoolStock> pools = shop.stock().pools();
        List<LineRecord> lines = WholeLists.lines(shop);
        List<KeyRecord> retired = new ArrayList<>(keys(shop, pools, KeyState.RETIRED));
        History found = new History(
                List.copyOf(calls),
                lines,
                keys(shop, pools, KeyState.AVAILABLE),
                retired,
                pools,
                events(shop),
                products(shop, lines));
        // Generated keys that were retired are in no pool's list.
        for (KeyId key : found.keys()) {
            if (!History.has(retired, key)) {
                shop.inventory()
                        .key(key)
                        .filter(known -> known.state() == KeyState.RETIRED)
                        .ifPresent(retired::add);
            }
        }
        return new History(found.calls(), lines, found.available(), retired, pools, found.events(), found.products());
    }

    private static List<KeyRecord> keys(LicenceKeys shop, List<PoolStock> pools, KeyState state) {
        return pools.stream()
                .flatMap(pool -> WholeLists.keys(shop, pool.pool(), state).stream())
                .toList();
    }

    private static List<Event> events(LicenceKeys shop) {
        List<Event> events = new ArrayList<>();
        List<Event> page = shop.audit().latest(PART);
        while (!page.isEmpty()) {
            events.addAll(page);
            page = shop.audit().before(page.get(page.size() - 1).id(), PART);
        }
        return events;
    }

    private static Map<ProductRef, ProductSettings> products(LicenceKeys shop, List<LineRecord> lines) {
        Map<ProductRef, ProductSettings> products = new HashMap<>();
        for (LineRecord line : lines) {
            shop.products()
                    .get(line.product())
                    .or(() -> shop.products().get(line.product().withoutVariant()))
                    .ifPresent(settings -> products.put(line.product(), settings));
        }
        return products;
    }
}
