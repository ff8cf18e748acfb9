package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.Folded;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is stored of a shop's keys, and the proofs of the secrets under which it is. */
final class InMemoryProtection {
    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryProtection(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    List<StoredProof> proofs() {
        return List.copyOf(shop.proofs);
    }

    StoredProof proof(ProtectionProof proof) {
        Optional<StoredProof> known = withIdsOf(proof);
        if (known.isPresent()) {
            return known.get();
        }
        StoredProof added = new StoredProof(proof, StoredProof.NOWHERE);
        write(added);
        return added;
    }

    private Optional<StoredProof> withIdsOf(ProtectionProof proof) {
        return shop.proofs.stream()
                .filter(stored -> stored.proof().hasIdsOf(proof))
                .findFirst();
    }

    void write(StoredProof proof) {
        remove(proof);
        shop.proofs.add(proof);
        undo.add(() -> shop.proofs.remove(proof));
    }

    boolean delete(StoredProof proof) {
        Optional<StoredProof> known = withIdsOf(proof.proof());
        boolean isAsRead = known.map(stored -> stored.rotatedTo().equals(proof.rotatedTo()))
                .orElse(true);
        if (isAsRead) {
            remove(proof);
        }
        return isAsRead;
    }

    private void remove(StoredProof proof) {
        withIdsOf(proof.proof()).ifPresent(before -> {
            shop.proofs.remove(before);
            undo.add(() -> shop.proofs.add(before));
        });
    }

    List<SealedKey> keys(KeyId after, int limit) {
        return shop.keys.tailMap(after, false).values().stream()
                .limit(limit)
                .map(InMemoryProtection::sealed)
                .toList();
    }

    private static SealedKey sealed(NewKey key) {
        return new SealedKey(
                key.id(), key.value(), key.fingerprint(), key.folded().map(Folded::fingerprint));
    }

    long countKeys(KeyId after) {
        return shop.keys.tailMap(after, false).size();
    }

    int reseal(List<Reseal> keys) {
        int count = 0;
        for (Reseal key : keys) {
            NewKey stored = shop.keys.get(key.before().id());
            if (stored != null && sealed(stored).equals(key.before())) {
                reseal(stored, key);
                count++;
            }
        }
        return count;
    }

    private void reseal(NewKey key, Reseal change) {
        SealedKey after = change.after();
        undo.remove(shop.fingerprints, key.fingerprint());
        requireNew(undo.put(shop.fingerprints, after.fingerprint(), key.id()), key);
        change.sharedFingerprint().ifPresent(shared -> {
            key.sharedFingerprint().ifPresent(before -> undo.remove(shop.sharedFingerprints, before));
            requireNew(undo.put(shop.sharedFingerprints, shared, key.id()), key);
        });
        Optional<Folded> folded = folded(key, change);
        NewKey stored = new NewKey(
                key.id(),
                after.value(),
                after.fingerprint(),
                change.sharedFingerprint().isPresent() ? Optional.of(key.fingerprint()) : key.otherFingerprint(),
                key.importId(),
                key.note(),
                key.at(),
                folded,
                key.expiry());
        undo.put(shop.keys, key.id(), stored);
        StockRow row = shop.inStock.get(key.id());
        if (row != null) {
            StockRow changed = new StockRow(row.poolId(), row.position(), row.key(), after.value(), row.expiry());
            undo.put(shop.inStock, key.id(), changed);
            undo.put(shop.pool(row.poolId()).stock, row.position(), changed);
        }
        Optional.ofNullable(shop.held.get(key.id()))
                .flatMap(held -> shop.line(held.line()))
                .ifPresent(line -> shop.writeLine(undo, with(line, key.id(), after.value())));
    }

    private Optional<Folded> folded(NewKey key, Reseal change) {
        if (change.before().folded().equals(change.after().folded())) {
            return key.folded();
        }
        Optional<Folded> after = change.after()
                .folded()
                .map(fingerprint -> new Folded(fingerprint, change.before().folded()));
        key.folded().ifPresent(before -> {
            undo.remove(shop.foldedFingerprints, before.fingerprint());
            before.sharedFingerprint().ifPresent(shared -> undo.remove(shop.sharedFolded, shared));
        });
        after.ifPresent(folded -> {
            requireNew(undo.put(shop.foldedFingerprints, folded.fingerprint(), key.id()), key);
            folded.sharedFingerprint()
                    .ifPresent(shared -> requireNew(undo.put(shop.sharedFolded, shared, key.id()), key));
        });
        return after;
    }

    private static void requireNew(@Nullable KeyId before, NewKey key) {
        if (before != null) {
            throw new StoreException("another key has the new fingerprint of the key " + key.id(), false);
        }
    }

    private static StoredLine with(StoredLine line, KeyId id, SealedValue value) {
        List<StoredKey> keys = new ArrayList<>(line.keys());
        keys.replaceAll(key ->
                key.key().equals(id) ? new StoredKey(id, key.number(), value, key.assignedAt(), key.expiry()) : key);
        return line.withKeys(keys);
    }
}
