package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** A program with the wrong secrets finds out when it starts, not by its first order. */
class ProtectionProofTest {
    private static final Secret K1 = Rings.secret("k1", 0);
    private static final Secret K2 = Rings.secret("k2", 100);
    private static final Secret F1 = Rings.secret("f1", 32);
    private static final Secret F2 = Rings.secret("f2", 132);

    private final KeyProtection plaintext = KeyProtection.plaintext();
    private final KeyProtection protection = KeyProtection.encrypted(Rings.ring());
    private final ProtectionProof proof = protection.prove();

    private static KeyProtection encrypted(Secret key, Secret fingerprint) {
        return KeyProtection.encrypted(KeyRing.of(key, fingerprint));
    }

    @Test
    void sameSecretsAreAccepted() {
        assertThatCode(() -> KeyProtection.encrypted(Rings.ring()).verify(proof))
                .doesNotThrowAnyException();
        assertThatCode(() -> protection.verify(protection.prove())).doesNotThrowAnyException();
        assertThat(protection.isCurrent(proof.value())).isTrue();
    }

    @Test
    void changedSecretsAreAcceptedWhileTheFormerAreAtHand() {
        List<KeyProtection> all = List.of(encrypted(K2, F2), encrypted(K2, F1), encrypted(K1, F2), plaintext);
        for (KeyProtection other : all) {
            for (KeyProtection each : List.of(other.alsoReading(protection), protection.alsoReading(other))) {
                for (KeyProtection stored : List.of(protection, other)) {
                    assertThatCode(() -> each.verify(stored.prove())).doesNotThrowAnyException();
                }
            }
        }
    }

    @Test
    void proofIsOfTheSecretsUnderWhichKeysAreStored() {
        assertThat(Rings.rotated().prove().hasIdsOf(encrypted(K2, F2).prove())).isTrue();
        assertThat(protection.alsoReading(plaintext).prove().hasIdsOf(proof)).isTrue();
        for (KeyProtection other : List.of(encrypted(K2, F1), encrypted(K1, F2), plaintext)) {
            assertThat(other.prove().hasIdsOf(proof)).isFalse();
        }
    }

    @Test
    void missingEncryptionKeyIsNamed() {
        refuses(encrypted(K2, F1), proof)
                .hasMessage("the shop's stock of keys is encrypted with the key \"k1\", and the library was opened with"
                        + " \"k2\"; open it with the ring of that key, or, to change the secrets, with"
                        + " alsoReading(KeyProtection.encrypted(that ring))");
        refuses(encrypted(K2, F1).alsoReading(plaintext), proof).hasMessageContaining("encrypted with the key \"k1\"");
        refuses(plaintext.alsoReading(encrypted(K2, F1)), proof).hasMessageContaining("encrypted with the key \"k1\"");
    }

    @Test
    void otherSecretUnderTheSameIdIsRefused() {
        refuses(encrypted(Rings.secret("k1", 100), F1), proof)
                .hasMessageContaining("the shop's stock of keys can't be read with the encryption key \"k1\"");
    }

    @Test
    void missingFingerprintSecretIsNamed() {
        refuses(encrypted(K1, F2), proof)
                .hasMessage(
                        "the shop's stock of keys is found by the fingerprint secret \"f1\", and the library was opened"
                                + " with another, \"f2\"; open it with that secret, or, to change it, with"
                                + " alsoReading(KeyProtection.encrypted(a ring that has it))");
        refuses(encrypted(K1, Rings.secret("f1", 132)), proof).hasMessageContaining("\"f1\"");
        refuses(encrypted(K1, F2).alsoReading(encrypted(K2, Rings.secret("f3", 164))), proof)
                .hasMessageContaining("\"f1\"");
        // Of several rings the one is named that has the key.
        refuses(encrypted(K2, Rings.secret("f3", 164)).alsoReading(encrypted(K1, F2)), proof)
                .hasMessageContaining("is found by the fingerprint secret \"f1\"")
                .hasMessageContaining("with another, \"f2\"");
    }

    @Test
    void protectionsDoNotVerifyEachOther() {
        assertThatCode(() -> plaintext.verify(plaintext.prove())).doesNotThrowAnyException();
        refuses(plaintext, proof)
                .hasMessage("the shop's stock of keys is encrypted with the key \"k1\", and the library was opened with"
                        + " plaintext(); open it with KeyProtection.encrypted(the ring of that secret), or, to change to"
                        + " plaintext(), with alsoReading(that protection)");
        refuses(protection, plaintext.prove())
                .hasMessageContaining("the shop's stock of keys was stored under plaintext()")
                .hasMessageContaining("alsoReading(KeyProtection.plaintext())");
        ProtectionProof mixed = new ProtectionProof(
                proof.encryptionId(), plaintext.prove().value(), proof.fingerprintId(), proof.fingerprint());
        refuses(plaintext, mixed).hasMessageContaining("\"f1\"");
    }

    @Test
    void textTellsNoSecret() {
        assertThat(proof.toString())
                .startsWith("ProtectionProof[encryptionId=k1, value=SealedValue[")
                .endsWith("fingerprintId=f1, fingerprint=Fingerprint]");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refuses(KeyProtection other, ProtectionProof proof) {
        return assertThatThrownBy(() -> other.verify(proof))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isFalse());
    }
}
