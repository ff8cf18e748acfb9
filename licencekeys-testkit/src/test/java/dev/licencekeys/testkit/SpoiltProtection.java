package dev.licencekeys.testkit;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Saboteurs that forget under which secrets keys are stored, or spoil them when the secrets change. */
final class SpoiltProtection {
    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur("forgets the proof of the secrets", "protection", ForgetsProof::new),
            SpoiltTransactions.saboteur("keeps the newest proof only", "protection", KeepsNewestProof::new),
            SpoiltTransactions.saboteur("takes what is written for committed", "protection", CommitsEarly::new),
            SpoiltTransactions.saboteur("takes proofs away that were moved on", "protection", DeletesBlindly::new),
            SpoiltTransactions.saboteur("forgets how far a rotation came", "rotation", ForgetsPlace::new),
            SpoiltTransactions.saboteur("swaps two keys that it stores anew", "rotation", SwapsKeys::new),
            SpoiltTransactions.saboteur("passes over a key at the end of a page", "rotation", PassesOver::new),
            SpoiltTransactions.saboteur("leaves out a key that it should store anew", "rotation", LeavesOut::new),
            SpoiltTransactions.saboteur("overwrites what others stored meanwhile", "rotation", Overwrites::new),
            SpoiltTransactions.saboteur("stores a key anew without what finds it", "rotation", KeepsFingerprint::new),
            SpoiltTransactions.saboteur("knows one side of a change only", "changing sides", KnowsOneSide::new));

    private SpoiltProtection() {}

    private static final class ForgetsProof extends ForwardingTransaction {
        ForgetsProof(StoreTransaction right) {
            super(right);
        }

        @Override
        public StoredProof lockProof(String shop, ProtectionProof proof) {
            return new StoredProof(proof, StoredProof.NOWHERE);
        }
    }

    private static final class KeepsNewestProof extends ForwardingTransaction {
        KeepsNewestProof(StoreTransaction right) {
            super(right);
        }

        @Override
        public StoredProof lockProof(String shop, ProtectionProof proof) {
            super.proofs(shop).forEach(stored -> super.deleteProof(shop, stored));
            return super.lockProof(shop, proof);
        }
    }

    private static final class CommitsEarly extends ForwardingTransaction {
        CommitsEarly(StoreTransaction right) {
            super(right);
        }

        @Override
        public void afterCommit(Runnable step) {
            step.run();
        }
    }

    private static final class DeletesBlindly extends ForwardingTransaction {
        DeletesBlindly(StoreTransaction right) {
            super(right);
        }

        @Override
        public boolean deleteProof(String shop, StoredProof proof) {
            return super.proofs(shop).stream()
                    .filter(stored -> stored.proof().hasIdsOf(proof.proof()))
                    .allMatch(stored -> super.deleteProof(shop, stored));
        }
    }

    private static final class ForgetsPlace extends ForwardingTransaction {
        ForgetsPlace(StoreTransaction right) {
            super(right);
        }

        @Override
        public void saveProof(String shop, StoredProof proof) {}
    }

    private static final class SwapsKeys extends ForwardingTransaction {
        SwapsKeys(StoreTransaction right) {
            super(right);
        }

        @Override
        public int reseal(String shop, List<Reseal> keys) {
            List<Reseal> swapped = new ArrayList<>(keys);
            if (keys.size() > 1) {
                swapped.set(0, with(keys.get(0), keys.get(1)));
                swapped.set(1, with(keys.get(1), keys.get(0)));
            }
            return super.reseal(shop, swapped);
        }

        private static Reseal with(Reseal key, Reseal other) {
            SealedKey after = new SealedKey(
                    key.after().id(), other.after().value(), key.after().fingerprint());
            return new Reseal(key.before(), after);
        }
    }

    private static final class PassesOver extends ForwardingTransaction {
        PassesOver(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<SealedKey> keys(String shop, KeyId after, int limit) {
            List<SealedKey> page = new ArrayList<>(super.keys(shop, after, limit + 1));
            if (page.size() > limit) {
                page.remove(limit - 1);
            }
            return page;
        }
    }

    private static final class LeavesOut extends ForwardingTransaction {
        LeavesOut(StoreTransaction right) {
            super(right);
        }

        @Override
        public int reseal(String shop, List<Reseal> keys) {
            return super.reseal(shop, keys.subList(1, keys.size())) + 1;
        }
    }

    private static final class Overwrites extends ForwardingTransaction {
        Overwrites(StoreTransaction right) {
            super(right);
        }

        @Override
        public int reseal(String shop, List<Reseal> keys) {
            Map<KeyId, SealedKey> stored = super.keys(shop, StoredProof.NOWHERE, Integer.MAX_VALUE).stream()
                    .collect(Collectors.toMap(SealedKey::id, Function.identity()));
            return super.reseal(
                    shop,
                    keys.stream()
                            .map(key ->
                                    new Reseal(stored.getOrDefault(key.before().id(), key.before()), key.after()))
                            .toList());
        }
    }

    private static final class KeepsFingerprint extends ForwardingTransaction {
        KeepsFingerprint(StoreTransaction right) {
            super(right);
        }

        @Override
        public int reseal(String shop, List<Reseal> keys) {
            List<Reseal> unfindable = keys.stream()
                    .map(key -> new Reseal(
                            key.before(),
                            new SealedKey(
                                    key.after().id(),
                                    key.after().value(),
                                    key.before().fingerprint())))
                    .toList();
            return super.reseal(shop, unfindable);
        }
    }

    private static final class KnowsOneSide extends ForwardingTransaction {
        KnowsOneSide(StoreTransaction right) {
            super(right);
        }

        @Override
        public Set<KeyId> addKeys(String shop, List<NewKey> keys) {
            return super.addKeys(
                    shop,
                    keys.stream()
                            .map(key -> new NewKey(
                                    key.id(), key.value(), key.fingerprint(), key.importId(), key.note(), key.at()))
                            .toList());
        }
    }
}
