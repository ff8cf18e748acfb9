package dev.licencekeys;

import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees that a shop's keys can be read with the secrets at hand, once for each shop, and that the next start can tell, too.
 * Safe for use by several threads.
 */
final class ProtectionGuard {
    private final KeyProtection protection;

    /** Shops of which every proof was verified. */
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    /** Shops of which the proof of the current secrets is on record for good. */
    private final Set<String> proved = ConcurrentHashMap.newKeySet();

    /** Shops of which we put it on record, in transactions of which we may not know how they ended. */
    private final Set<String> proving = ConcurrentHashMap.newKeySet();

    ProtectionGuard(KeyProtection protection) {
        this.protection = protection;
    }

    KeyProtection protection() {
        return protection;
    }

    /** Verifies the proofs on record, unless that was done before. */
    void verifyOnce(StoreTransaction tx, String shop) {
        if (!verified.contains(shop)) {
            verify(tx, shop);
            verified.add(shop);
        }
    }

    /**
     * Verifies the proofs on record.
     *
     * @return whether that of the current secrets is among them
     */
    boolean verify(StoreTransaction tx, String shop) {
        ProtectionProof own = protection.prove();
        List<StoredProof> proofs = tx.proofs(shop);
        proofs.forEach(stored -> protection.verify(stored.proof()));
        boolean isThere = proofs.stream().anyMatch(stored -> stored.proof().hasIdsOf(own));
        if (isThere && proving.contains(shop)) {
            // Perhaps it was this very transaction that wrote it.
            tx.afterCommit(() -> proved.add(shop));
        } else if (isThere) {
            proved.add(shop);
        }
        return isThere;
    }

    /** Before keys are stored: sees that the proof of the current secrets is on record. */
    void prove(StoreTransaction tx, String shop) {
        if (!proved.contains(shop) && !verify(tx, shop)) {
            lockProof(tx, shop);
        }
    }

    /** Locks the proof of the current secrets, which is put on record if it is not there. */
    StoredProof lockProof(StoreTransaction tx, String shop) {
        proving.add(shop);
        StoredProof stored = tx.lockProof(shop, protection.prove());
        // Somebody else may have been faster, with another secret under the same id.
        protection.verify(stored.proof());
        tx.afterCommit(() -> proved.add(shop));
        return stored;
    }
}
