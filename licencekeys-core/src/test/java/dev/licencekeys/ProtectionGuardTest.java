package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.key.Secret;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredProof;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the guard looks at the proofs on record, and when it takes one for granted. */
class ProtectionGuardTest {
    private static final String SHOP = "shop";

    private final KeyProtection protection = encrypted(1);
    private final ProtectionGuard guard = new ProtectionGuard(protection);

    /** What is on record. */
    private final List<StoredProof> proofs = new ArrayList<>();

    private final List<Runnable> afterCommit = new ArrayList<>();
    private int looks;
    private int locks;

    /** What somebody else does before we write. */
    private Runnable meanwhile = () -> {};

    private static KeyProtection encrypted(int first) {
        byte[] key = new byte[Secret.LENGTH];
        byte[] fingerprint = new byte[Secret.LENGTH];
        for (int i = 0; i < Secret.LENGTH; i++) {
            key[i] = (byte) (first + i);
            fingerprint[i] = (byte) (100 + i);
        }
        return KeyProtection.encrypted(KeyRing.of(Secret.ofBytes("k", key), Secret.ofBytes("f", fingerprint)));
    }

    private static StoredProof stored(KeyProtection protection) {
        return new StoredProof(protection.prove(), StoredProof.NOWHERE);
    }

    /** A transaction that keeps proofs, and puts one on record only if there is none yet. */
    private StoreTransaction transaction() {
        return (StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, method, args) -> switch (method.getName()) {
                    case "proofs" -> {
                        looks++;
                        yield List.copyOf(proofs);
                    }
                    case "lockProof" -> {
                        locks++;
                        meanwhile.run();
                        if (proofs.isEmpty()) {
                            proofs.add(new StoredProof((ProtectionProof) args[1], StoredProof.NOWHERE));
                        }
                        yield proofs.get(0);
                    }
                    case "afterCommit" -> afterCommit.add((Runnable) args[0]);
                    default -> throw new AssertionError("not expected: " + method.getName());
                });
    }

    private void commit() {
        afterCommit.forEach(Runnable::run);
        afterCommit.clear();
    }

    /** The host's end is not told. */
    private void endOfHost() {
        afterCommit.clear();
    }

    @Test
    void proofsAreVerifiedOnceForEachShop() {
        guard.verifyOnce(transaction(), SHOP);
        guard.verifyOnce(transaction(), SHOP);
        assertThat(looks).isEqualTo(1);
        guard.verifyOnce(transaction(), "other");
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void aRefusalIsNotTheLastLook() {
        proofs.add(stored(KeyProtection.plaintext()));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> guard.verifyOnce(transaction(), SHOP)).isInstanceOf(StoreException.class);
        }
        proofs.clear();
        guard.verifyOnce(transaction(), SHOP);
        assertThat(looks).isEqualTo(3);
    }

    @Test
    void whatIsThereAtFirstIsNotLookedForAgain() {
        proofs.add(stored(protection));
        guard.verifyOnce(transaction(), SHOP);
        guard.prove(transaction(), SHOP);
        assertThat(looks).isEqualTo(1);
    }

    /** Every order that makes keys would wait for every other one. */
    @Test
    void aProofThatIsThereIsNotLocked() {
        proofs.add(stored(protection));
        guard.prove(transaction(), SHOP);
        assertThat(looks).isEqualTo(1);
        assertThat(locks).isZero();
    }

    @Test
    void whatWePutThereIsNotLookedForAgainOnceItIsCommitted() {
        guard.prove(transaction(), SHOP);
        assertThat(proofs).hasSize(1);
        commit();
        guard.prove(transaction(), SHOP);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void whatAHostMayHaveRolledBackIsLookedForAgain() {
        guard.prove(transaction(), SHOP);
        guard.prove(transaction(), SHOP);
        endOfHost();
        proofs.clear();
        guard.prove(transaction(), SHOP);
        assertThat(proofs).as("put there again").hasSize(1);
        endOfHost();
        looks = 0;
        guard.prove(transaction(), SHOP);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void whatATransactionOfOurOwnSeesIsCommitted() {
        guard.prove(transaction(), SHOP);
        endOfHost();
        guard.verify(transaction(), SHOP);
        commit();
        looks = 0;
        guard.prove(transaction(), SHOP);
        assertThat(looks).isZero();
    }

    @Test
    void whoeverWasFasterWithAnotherSecretUnderTheIdsIsNoticed() {
        meanwhile = () -> proofs.add(stored(encrypted(2)));
        assertThatThrownBy(() -> guard.prove(transaction(), SHOP))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("\"k\"");
        assertThat(afterCommit).isEmpty();
    }
}
