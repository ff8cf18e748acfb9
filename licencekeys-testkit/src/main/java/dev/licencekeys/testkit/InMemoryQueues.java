package dev.licencekeys.testkit;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The queues in which the lines of a shop wait for its pools. */
final class InMemoryQueues {
    private final InMemoryShop shop;

    /** Of every line that waits, its place by pool id. */
    private final Map<LineRef, Map<Long, Long>> places = new HashMap<>();

    /** Grows only: a place that was rolled back is not given again. */
    private long lastPlace;

    InMemoryQueues(InMemoryShop shop) {
        this.shop = shop;
    }

    /** Joins the queues of these pools in which the line does not stand yet. */
    void join(UndoLog undo, LineRef line, Set<Long> poolIds) {
        Map<Long, Long> standsAt = new TreeMap<>(places.getOrDefault(line, Map.of()));
        for (long id : new TreeSet<>(poolIds)) {
            if (!standsAt.containsKey(id)) {
                long place = ++lastPlace;
                standsAt.put(id, place);
                undo.put(shop.pool(id).queue, place, line);
            }
        }
        undo.put(places, line, standsAt);
    }

    /** Leaves every queue. */
    void leave(UndoLog undo, LineRef line) {
        Map<Long, Long> stoodAt = undo.remove(places, line);
        if (stoodAt != null) {
            stoodAt.forEach((pool, place) -> undo.remove(shop.pool(pool).queue, place));
        }
    }

    List<WaitingLine> after(long poolId, long place, int limit) {
        List<WaitingLine> lines = new ArrayList<>();
        for (Map.Entry<Long, LineRef> waiting :
                shop.pool(poolId).queue.tailMap(place, false).entrySet()) {
            if (lines.size() == limit) {
                break;
            }
            lines.add(new WaitingLine(
                    waiting.getKey(), shop.line(waiting.getValue()).orElseThrow()));
        }
        return lines;
    }

    /** Lets the waiting lines to which these settings apply wait for the pools that they name, and for no others. */
    void follow(UndoLog undo, ProductRef product, ProductSettings settings) {
        Set<Long> poolIds = new TreeSet<>();
        for (KeySource source : settings.method().sources()) {
            if (source instanceof KeySource.FromPool from) {
                poolIds.add(idOf(from.pool()));
            }
        }
        if (poolIds.isEmpty()) {
            return;
        }
        Map<Long, LineRef> byFirstPlace = new TreeMap<>();
        places.forEach((line, standsAt) -> {
            if (appliesTo(product, line)) {
                byFirstPlace.put(Collections.min(standsAt.values()), line);
            }
        });
        byFirstPlace.values().forEach(line -> move(undo, line, poolIds));
    }

    private void move(UndoLog undo, LineRef line, Set<Long> poolIds) {
        join(undo, line, poolIds);
        Map<Long, Long> standsAt = new TreeMap<>(places.getOrDefault(line, Map.of()));
        standsAt.forEach((pool, place) -> {
            if (!poolIds.contains(pool)) {
                undo.remove(shop.pool(pool).queue, place);
            }
        });
        standsAt.keySet().retainAll(poolIds);
        undo.put(places, line, standsAt);
    }

    private boolean appliesTo(ProductRef product, LineRef line) {
        ProductRef sold = shop.line(line).map(StoredLine::product).orElseThrow();
        return sold.equals(product) || (sold.withoutVariant().equals(product) && !shop.products.containsKey(sold));
    }

    private long idOf(Pool pool) {
        InMemoryPool row = shop.pools.get(pool);
        if (row == null) {
            throw new IllegalArgumentException("this shop has no pool " + pool);
        }
        return row.id();
    }
}
