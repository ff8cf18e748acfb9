package dev.licencekeys.testkit.history;

import dev.licencekeys.LineRecord;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LineRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was done to a shop, and how it stands in the end.
 *
 * @param calls all of them, in any order
 * @param lines all order lines in the end
 * @param available the keys that lie in pools in the end
 * @param retired the keys that were retired, as far as a pool or an answer names them
 * @param pools the figures of all pools in the end
 * @param events all that is on record
 * @param products how each product gets its keys; this did not change meanwhile
 */
public record History(
        List<Call> calls,
        List<LineRecord> lines,
        List<KeyRecord> available,
        List<KeyRecord> retired,
        List<PoolStock> pools,
        List<Event> events,
        Map<ProductRef, ProductSettings> products) {
    /** Makes the collections unmodifiable. */
    public History {
        calls = List.copyOf(calls);
        lines = List.copyOf(lines);
        available = List.copyOf(available);
        retired = List.copyOf(retired);
        pools = List.copyOf(pools);
        events = List.copyOf(events);
        products = Map.copyOf(products);
    }

    static LineRef ref(LineRecord line) {
        return new LineRef(line.orderId(), line.lineId());
    }

    Stream<Call> done() {
        return calls.stream().filter(Call::isDone);
    }

    <E extends Event> Stream<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** All keys that a call or the end names. */
    Set<KeyId> keys() {
        Set<KeyId> keys = new LinkedHashSet<>();
        done().forEach(call -> {
            keys.addAll(call.uploaded());
            call.told().forEach(told -> keys.addAll(told.keys()));
        });
        lines.forEach(line ->
                Stream.concat(line.keys().stream(), line.revoked().stream()).forEach(key -> keys.add(key.id())));
        Stream.concat(available.stream(), retired.stream()).forEach(key -> keys.add(key.id()));
        return keys;
    }

    static boolean has(List<KeyRecord> keys, KeyId id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    /** Whether it is on record that the key was taken from the line. */
    boolean left(KeyId key, LineRef line) {
        boolean withdrawn = events(KeyWithdrawn.class)
                .anyMatch(
                        event -> event.key().equals(key) && new LineRef(event.orderId(), event.lineId()).equals(line));
        return withdrawn
                || events(KeyReassigned.class)
                        .anyMatch(event -> event.key().equals(key)
                                && new LineRef(event.fromOrderId(), event.fromLineId()).equals(line));
    }

    /** The pools of a product whose lines wait for what is short; none of other products. */
    Set<Pool> partialPools(ProductRef product) {
        Set<Pool> pools = new LinkedHashSet<>();
        Optional.ofNullable(products.get(product))
                .filter(settings -> settings.shortage() == ShortagePolicy.PARTIAL)
                .ifPresent(settings -> settings.method().sources().forEach(source -> {
                    if (source instanceof KeySource.FromPool from) {
                        pools.add(from.pool());
                    }
                }));
        return pools;
    }
}
