package dev.licencekeys;

import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.key.ProtectionStatus;
import dev.licencekeys.key.RotationProgress;
import dev.licencekeys.key.RotationReport;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How the keys of a shop are protected at rest. From {@link LicenceKeys#protection()}; safe for use by several threads.
 *
 * <p>To change secrets, or between plaintext and encrypted, while orders go on:
 *
 * <ol>
 *   <li>Open every node with {@code old.alsoReading(now)}, see {@link KeyProtection#alsoReading}.
 *   <li>When no node lacks that, open every node with {@code now.alsoReading(old)}.
 *   <li>When all of them are, call {@link #rotate()}, on one node, for each shop.
 *   <li>When it {@linkplain RotationReport#isComplete() is complete}, open every node with {@code now}.
 * </ol>
 *
 * <p>Keep the old secrets as long as backups of the database may be restored. If a node was forgotten and stored keys under
 * the old secrets after the rotation, those keys are refused with a message that names the secret: give it once more, and
 * rotate again.
 */
public final class Protection {
    private final ShopContext context;
    private final LicenceKeyStore store;

    Protection(ShopContext context, LicenceKeyStore store) {
        this.context = context;
        this.store = store;
    }

    /**
     * Checks that the secrets at hand are those which the shop's keys need. {@link LicenceKeys#open} does so, unless it
     * joins transactions of the host and none is under way; then the first call does, in the host's transaction.
     *
     * @throws dev.licencekeys.error.StoreException if a secret is missing or another; the message says its id and what to
     *     do
     */
    public void verify() {
        store.transact(tx -> {
            context.guard().verify(tx, context.shop());
            return context.shop();
        });
    }

    /** Which secrets the shop's keys need. While a change is under way, keys that are left to be looked at are counted. */
    public ProtectionStatus status() {
        return store.transact(tx -> {
            List<StoredProof> proofs = tx.proofs(context.shop());
            ProtectionProof own = context.guard().protection().prove();
            Set<String> stillNeeded = olderIds(own, proofs);
            return new ProtectionStatus(stillNeeded, stillNeeded.isEmpty() ? 0 : left(tx, own, proofs));
        });
    }

    private long left(StoreTransaction tx, ProtectionProof own, List<StoredProof> proofs) {
        return tx.countKeys(
                context.shop(),
                proofs.stream()
                        .filter(stored -> stored.proof().hasIdsOf(own))
                        .map(StoredProof::rotatedTo)
                        .findFirst()
                        .orElse(StoredProof.NOWHERE));
    }

    /** The ids of the secrets that these proofs are of, except the current ones. */
    static Set<String> olderIds(ProtectionProof own, List<StoredProof> proofs) {
        Set<String> ids = new TreeSet<>();
        for (StoredProof stored : proofs) {
            ProtectionProof proof = stored.proof();
            if (!proof.encryptionId().equals(own.encryptionId())) {
                ids.add(proof.encryptionId());
            }
            if (!proof.fingerprintId().equals(own.fingerprintId())) {
                ids.add(proof.fingerprintId());
            }
        }
        return ids;
    }

    /**
     * Stores every key of the shop that is not under the current secrets anew. Returns when it is done, so that it is best
     * called on a thread of its own.
     *
     * @see #rotate(Consumer)
     */
    public RotationReport rotate() {
        return rotate(progress -> {});
    }

    /**
     * Stores every key of the shop that is not under the current secrets anew, in batches of 1,000, each committed as it
     * goes. Orders and imports go on meanwhile, also on other nodes.
     *
     * <p>After a failure the batches before it stay, and the next call goes on from there. (Joined to a transaction of the
     * host, all of it is in that one transaction; better give {@link LicenceKeys#with} a store with transactions of its
     * own.) Several calls at once are harmless. The keys are gone through until a whole pass finds all of them under the current secrets; then the others
     * are no longer needed. A key that can't be stored anew, because it is damaged for instance, is left as it is and
     * reported, and its secrets stay needed; so do those of a key that somebody holds locked all the time.
     *
     * @param progress told after every batch
     * @return whether the other secrets are needed still, and why
     */
    public RotationReport rotate(Consumer<RotationProgress> progress) {
        return new Rotation(context, store, progress).run();
    }
}
