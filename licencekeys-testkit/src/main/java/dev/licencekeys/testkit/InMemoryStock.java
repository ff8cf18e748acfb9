package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StockRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The keys of one shop and where they lie, by pool and by key. */
final class InMemoryStock {
    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryStock(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    /** Stores a key unless its value is known; tells whether it did. */
    boolean store(NewKey key) {
        boolean isKnown = shop.fingerprints.containsKey(key.fingerprint())
                || key.sharedFingerprint()
                        .filter(shop.sharedFingerprints::containsKey)
                        .isPresent()
                || key.folded().filter(this::isFolded).isPresent();
        if (isKnown) {
            return false;
        }
        undo.put(shop.fingerprints, key.fingerprint(), key.id());
        key.sharedFingerprint().ifPresent(shared -> undo.put(shop.sharedFingerprints, shared, key.id()));
        key.folded().ifPresent(folded -> noteFolded(key.id(), folded));
        undo.put(shop.keys, key.id(), key);
        return true;
    }

    private boolean isFolded(Folded folded) {
        return shop.foldedFingerprints.containsKey(folded.fingerprint())
                || folded.sharedFingerprint()
                        .filter(shop.sharedFolded::containsKey)
                        .isPresent();
    }

    private void noteFolded(KeyId id, Folded folded) {
        undo.put(shop.foldedFingerprints, folded.fingerprint(), id);
        folded.sharedFingerprint().ifPresent(shared -> undo.put(shop.sharedFolded, shared, id));
    }

    void fold(KeyId id, Folded folded) {
        if (isFolded(folded)) {
            throw new StoreException("another key differs only in case from the key " + id, true);
        }
        noteFolded(id, folded);
        undo.put(shop.keys, id, shop.key(id).withFolded(folded));
    }

    Optional<KnownKey> findFolded(Fingerprint fingerprint) {
        return Optional.ofNullable(shop.foldedFingerprints.get(fingerprint)).map(this::known);
    }

    Optional<KnownKey> find(Fingerprint fingerprint) {
        return Optional.ofNullable(shop.fingerprints.get(fingerprint)).map(this::known);
    }

    private KnownKey known(KeyId id) {
        StockRow row = shop.inStock.get(id);
        UUID importId = shop.key(id).importId();
        if (row != null) {
            return new KnownKey(
                    id,
                    KeyState.AVAILABLE,
                    Optional.of(shop.pool(row.poolId()).row().pool()),
                    importId);
        }
        KeyState state = shop.held.containsKey(id) ? KeyState.ASSIGNED : KeyState.RETIRED;
        return new KnownKey(id, state, Optional.empty(), importId);
    }

    void add(StockRow row) {
        if (undo.put(shop.pool(row.poolId()).stock, row.position(), row) != null) {
            throw new StoreException("position " + row.position() + " of the pool is taken", false);
        }
        if (undo.put(shop.inStock, row.key(), row) != null) {
            throw new StoreException("the key " + row.key() + " is in stock already", false);
        }
    }

    void take(StockRow row) {
        StockRow removed = undo.remove(shop.pool(row.poolId()).stock, row.position());
        if (removed == null || !removed.key().equals(row.key())) {
            throw new StoreException("the key " + row.key() + " is no longer in stock", false);
        }
        undo.remove(shop.inStock, row.key());
    }

    List<StockRow> take(Set<KeyId> keys) {
        List<StockRow> rows = keys.stream()
                .map(shop.inStock::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(StockRow::poolId).thenComparingLong(StockRow::position))
                .toList();
        rows.forEach(this::take);
        return rows;
    }

    void addParts(UUID importId, Collection<ImportPart> parts) {
        List<ImportPart> all = new ArrayList<>(parts(importId));
        all.addAll(parts);
        undo.put(shop.imports, importId, List.copyOf(all));
    }

    List<ImportPart> parts(UUID importId) {
        return shop.imports.getOrDefault(importId, List.of());
    }

    int forget(UUID importId, ImportPart part, int limit) {
        InMemoryPool pool = shop.pools.get(part.pool());
        if (pool == null) {
            return 0;
        }
        List<StockRow> rows = pool.stock.subMap(part.first(), true, part.last(), true).values().stream()
                .filter(row -> shop.key(row.key()).importId().equals(importId))
                .limit(limit)
                .toList();
        for (StockRow row : rows) {
            take(row);
            NewKey key = shop.key(row.key());
            undo.remove(shop.fingerprints, key.fingerprint());
            key.sharedFingerprint().ifPresent(shared -> undo.remove(shop.sharedFingerprints, shared));
            key.folded().ifPresent(folded -> {
                undo.remove(shop.foldedFingerprints, folded.fingerprint());
                folded.sharedFingerprint().ifPresent(shared -> undo.remove(shop.sharedFolded, shared));
            });
            undo.remove(shop.keys, row.key());
        }
        return rows.size();
    }
}
