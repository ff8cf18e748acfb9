package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** A program with the wrong secrets finds out when it starts, not by its first order. */
class ProtectionProofTest {
    private final KeyProtection protection = KeyProtection.encrypted(Rings.ring());
    private final ProtectionProof proof = protection.prove();

    @Test
    void sameSecretsAreAccepted() {
        assertThatCode(() -> KeyProtection.encrypted(Rings.ring()).verify(proof))
                .doesNotThrowAnyException();
        assertThatCode(() -> protection.verify(protection.prove())).doesNotThrowAnyException();
        assertThat(protection.isCurrent(proof.value())).isTrue();
    }

    @Test
    void changedSecretsAreAcceptedWhileTheFormerAreAtHand() {
        KeyProtection rotated = KeyProtection.encrypted(Rings.rotated());
        assertThatCode(() -> rotated.verify(proof)).doesNotThrowAnyException();
        assertThatCode(() -> rotated.verify(rotated.prove())).doesNotThrowAnyException();
        assertThat(rotated.isCurrent(proof.value())).isFalse();
        assertThat(rotated.prove().fingerprintId()).isEqualTo("f2");
    }

    @Test
    void missingEncryptionKeyIsNamed() {
        refuses(KeyRing.of(Rings.secret("k2", 100), Rings.secret("f1", 32)))
                .hasMessage("the store is encrypted with the key \"k1\", which the key ring lacks; "
                        + "add that key to the ring with withOlderKey");
    }

    @Test
    void otherSecretUnderTheSameIdIsRefused() {
        refuses(KeyRing.of(Rings.secret("k1", 100), Rings.secret("f1", 32)))
                .hasMessageContaining("the store can't be read with the encryption key \"k1\"");
    }

    @Test
    void missingFingerprintSecretIsNamed() {
        refuses(KeyRing.of(Rings.secret("k1", 0), Rings.secret("f2", 132)))
                .hasMessageContaining("by the fingerprint secret \"f1\", which is not that of the key ring");
        refuses(KeyRing.of(Rings.secret("k1", 0), Rings.secret("f1", 132))).hasMessageContaining("\"f1\"");
        refuses(KeyRing.of(Rings.secret("k1", 0), Rings.secret("f3", 164))
                        .withPreviousFingerprint(Rings.secret("f2", 132)))
                .hasMessageContaining("\"f1\"");
    }

    @Test
    void protectionsDoNotVerifyEachOther() {
        KeyProtection plaintext = KeyProtection.plaintext();
        assertThatCode(() -> plaintext.verify(plaintext.prove())).doesNotThrowAnyException();
        assertThatThrownBy(() -> plaintext.verify(proof))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the store is stored under another protection than plaintext()");
        assertThatThrownBy(() -> protection.verify(plaintext.prove()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the store was stored under plaintext()");
        ProtectionProof mixed =
                new ProtectionProof(plaintext.prove().value(), proof.fingerprintId(), proof.fingerprint());
        assertThatThrownBy(() -> plaintext.verify(mixed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("\"f1\"");
    }

    @Test
    void textTellsNoSecret() {
        assertThat(proof.toString())
                .startsWith("ProtectionProof[value=SealedValue[")
                .endsWith("fingerprintId=f1, fingerprint=Fingerprint]");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(KeyRing ring) {
        KeyProtection other = KeyProtection.encrypted(ring);
        return assertThatThrownBy(() -> other.verify(proof))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isFalse());
    }
}
