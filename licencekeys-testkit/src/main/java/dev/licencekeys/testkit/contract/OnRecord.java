package dev.licencekeys.testkit.contract;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import dev.licencekeys.store.Undelivered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that the port tells of a small shop, to be compared. */
final class OnRecord {
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int ALL = 1_000;

    private final String shop;
    private final StoreTransaction tx;
    private final Map<String, Object> told = new LinkedHashMap<>();

    private OnRecord(String shop, StoreTransaction tx) {
        this.shop = shop;
        this.tx = tx;
    }

    /** What is read, by what it is; products are those that are named. */
    static Map<String, Object> of(TestShop shop, String... products) {
        return shop.store().transact(tx -> {
            OnRecord all = new OnRecord(shop.id(), tx);
            all.products(products);
            all.pools();
            all.lines();
            all.keys();
            all.events();
            return all.told;
        });
    }

    private void products(String... names) {
        Map<ProductRef, Object> settings = new HashMap<>();
        for (String name : names) {
            settings.put(ProductRef.of(name), tx.product(shop, ProductRef.of(name)));
        }
        told.put("settings of products", settings);
    }

    private void pools() {
        List<PoolStock> figures = tx.stock(shop, "");
        Set<Pool> pools = figures.stream().map(PoolStock::pool).collect(Collectors.toSet());
        told.put("figures of pools", figures);
        told.put("pools", new HashMap<>(tx.readPools(shop, pools)));
        told.put("default threshold", tx.defaultThreshold(shop));
        told.put("pools behind the default", tx.poolsBehindDefault(shop));
        told.put("usage", new HashMap<>(tx.usageSince(shop, pools, Instant.EPOCH)));
        Map<Pool, Object> queues = new HashMap<>();
        pools.forEach(pool -> queues.put(pool, tx.waitingLines(shop, pool, 0, ALL)));
        told.put("waiting lines", queues);
    }

    private void lines() {
        List<LineRef> lines = tx.lines(shop, new LineFilter.All(), EVER, new LineRef("", ""), ALL);
        told.put("lines", lines);
        told.put("what the lines have", new HashSet<>(tx.readLines(shop, Set.copyOf(lines))));
        told.put("refunds", new HashSet<>(tx.refunds(shop, Set.copyOf(lines))));
        told.put("revoked keys", new HashSet<>(tx.revokedFrom(shop, Set.copyOf(lines))));
    }

    private void keys() {
        List<SealedKey> keys = tx.keys(shop, StoredProof.NOWHERE, ALL);
        Set<KeyId> ids = keys.stream().map(SealedKey::id).collect(Collectors.toSet());
        Map<KeyId, KeyDetails> details = tx.details(shop, ids);
        told.put("keys", keys);
        told.put("details of keys", new HashMap<>(details));
        told.put("proofs", new HashSet<>(tx.proofs(shop)));
        Map<UUID, Object> parts = new HashMap<>();
        details.values().forEach(key -> parts.put(key.importId(), new HashSet<>(tx.importParts(shop, key.importId()))));
        told.put("parts of imports", parts);
    }

    private void events() {
        told.put("events", tx.events(shop, new UUID(-1, -1), ALL));
        List<Undelivered> waiting = new ArrayList<>();
        for (int part = Undelivered.PARKED; part < Undelivered.PARTS; part++) {
            waiting.addAll(tx.undelivered(shop, part, 0, ALL));
        }
        told.put("events that wait for delivery", waiting);
    }
}
