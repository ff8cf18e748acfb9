package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.Tag;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.KeySource;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.PoolUse;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one shop in whatever state, and the names of its pools. */
final class InMemoryInventory {
    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryInventory(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    static String tag(Pool pool) {
        return pool.tag().map(Tag::name).orElse("");
    }

    void retire(List<Retired> keys) {
        for (Retired key : keys) {
            if (undo.put(shop.retired, key.key(), key) != null) {
                throw new StoreException("the key " + key.key() + " was retired before", false);
            }
        }
    }

    List<KeyCursor> places(Pool name, KeyState state, KeyCursor after, int limit) {
        InMemoryPool pool = shop.pools.get(name);
        if (pool == null) {
            throw new UnknownPoolException(name.toString());
        }
        return switch (state) {
            case AVAILABLE ->
                pool.stock.tailMap(after.position(), false).values().stream()
                        .limit(limit)
                        .map(row -> new KeyCursor(row.position(), row.key()))
                        .toList();
            case ASSIGNED, REVEALED ->
                shop.held.tailMap(after.key(), false).values().stream()
                        .filter(held -> held.poolId() == pool.id())
                        .filter(held -> state(held) == state)
                        .limit(limit)
                        .map(held -> new KeyCursor(0, held.key()))
                        .toList();
            case REVOKED ->
                shop.revoked.tailMap(after.key(), false).values().stream()
                        .filter(revoked -> revoked.held().poolId() == pool.id())
                        .limit(limit)
                        .map(revoked -> new KeyCursor(0, revoked.held().key()))
                        .toList();
            case RETIRED ->
                shop.retired.tailMap(after.key(), false).values().stream()
                        .filter(retired -> retired.poolId() == pool.id())
                        .limit(limit)
                        .map(retired -> new KeyCursor(0, retired.key()))
                        .toList();
        };
    }

    private static KeyState state(HeldKey held) {
        return held.revealedAt().isPresent() ? KeyState.REVEALED : KeyState.ASSIGNED;
    }

    void reveal(LineRef line, Instant at) {
        for (StoredKey key : shop.line(line).map(StoredLine::keys).orElse(List.of())) {
            HeldKey held = shop.held.get(key.key());
            if (held != null && held.revealedAt().isEmpty()) {
                undo.put(shop.held, held.key(), held.seen(at));
                InMemoryPool pool = shop.poolsById.get(held.poolId());
                if (pool != null) {
                    pool.countRevealed(undo);
                }
            }
        }
    }

    Map<KeyId, KeyDetails> details(Collection<KeyId> ids) {
        Map<KeyId, KeyDetails> details = new HashMap<>();
        for (KeyId id : ids) {
            NewKey key = shop.keys.get(id);
            if (key != null) {
                details.put(id, details(key));
            }
        }
        return details;
    }

    private KeyDetails details(NewKey key) {
        StockRow row = shop.inStock.get(key.id());
        if (row != null) {
            return details(key, KeyState.AVAILABLE, row.poolId(), row.position(), Optional.empty());
        }
        HeldKey held = shop.held.get(key.id());
        if (held != null) {
            return details(key, state(held), held.poolId(), 0, Optional.of(holder(held, Optional.empty())));
        }
        Revoked revoked = shop.revoked.get(key.id());
        if (revoked != null) {
            return details(
                    key,
                    KeyState.REVOKED,
                    revoked.held().poolId(),
                    0,
                    Optional.of(holder(revoked.held(), Optional.of(revoked.at()))));
        }
        Retired retired = shop.retired.get(key.id());
        return details(key, KeyState.RETIRED, retired == null ? 0 : retired.poolId(), 0, Optional.empty());
    }

    private KeyDetails.Holder holder(HeldKey held, Optional<Instant> revokedAt) {
        String customer = shop.line(held.line())
                .flatMap(StoredLine::terms)
                .map(LineTerms::customer)
                .orElse("");
        return new KeyDetails.Holder(held.line(), customer, held.at(), held.revealedAt(), revokedAt);
    }

    private KeyDetails details(
            NewKey key, KeyState state, long poolId, long position, Optional<KeyDetails.Holder> holder) {
        Optional<Pool> pool = Optional.ofNullable(shop.poolsById.get(poolId))
                .map(stored -> stored.row().pool());
        return new KeyDetails(
                key.id(),
                key.value(),
                state,
                pool,
                position,
                key.note(),
                key.importId(),
                key.at(),
                key.expiry(),
                holder);
    }

    PoolUse use(long poolId) {
        InMemoryPool pool = shop.pool(poolId);
        KeySource source = new KeySource.FromPool(pool.row().pool());
        List<ProductRef> products = new ArrayList<>();
        shop.products.forEach((product, settings) -> {
            if (settings.method().sources().contains(source)) {
                products.add(product);
            }
        });
        return new PoolUse(products, !pool.stock.isEmpty(), !pool.queue.isEmpty());
    }

    boolean rename(long poolId, Pool name) {
        if (shop.pools.containsKey(name)) {
            return false;
        }
        InMemoryPool pool = shop.pool(poolId);
        PoolRow row = pool.row();
        undo.remove(shop.pools, row.pool());
        undo.put(shop.pools, name, pool);
        pool.write(undo, row.named(name));
        for (Map.Entry<ProductRef, ProductSettings> product : Set.copyOf(shop.products.entrySet())) {
            undo.put(shop.products, product.getKey(), renamed(product.getValue(), row.pool(), name));
        }
        return true;
    }

    /** Databases have the pool's id there. */
    private static ProductSettings renamed(ProductSettings settings, Pool before, Pool name) {
        KeySource old = new KeySource.FromPool(before);
        List<KeySource> sources = settings.method().sources();
        if (!sources.contains(old)) {
            return settings;
        }
        List<KeySource> renamed = new ArrayList<>(sources);
        renamed.replaceAll(source -> source.equals(old) ? new KeySource.FromPool(name) : source);
        return new ProductSettings(
                new AssignmentMethod.SpecificTag(renamed), settings.keysPerUnit(), settings.shortage());
    }

    void delete(long poolId) {
        InMemoryPool pool = shop.pool(poolId);
        undo.remove(shop.pools, pool.row().pool());
        undo.remove(shop.poolsById, poolId);
    }
}
