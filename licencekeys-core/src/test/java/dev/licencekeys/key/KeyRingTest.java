package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Secret KEY = Rings.secret("k1", 0);
    private static final Secret OLDER = Rings.secret("k0", 64);
    private static final Secret FINGERPRINT = Rings.secret("f1", 32);
    private static final Secret PREVIOUS = Rings.secret("f0", 96);

    @Test
    void firstKeyWritesAndEveryKeyReads() {
        KeyRing ring = KeyRing.of(KEY, FINGERPRINT).withOlderKey(OLDER).withOlderKey(Rings.secret("k00", 128));
        assertThat(ring.encryptionKeys()).extracting(Secret::id).containsExactly("k1", "k0", "k00");
        assertThat(ring.fingerprintSecret()).isSameAs(FINGERPRINT);
        assertThat(ring.previousFingerprintSecret()).isEmpty();
        assertThat(ring.withPreviousFingerprint(PREVIOUS).previousFingerprintSecret())
                .containsSame(PREVIOUS);
    }

    @Test
    void ringNeverChanges() {
        KeyRing ring = KeyRing.of(KEY, FINGERPRINT);
        KeyRing larger = ring.withOlderKey(OLDER).withPreviousFingerprint(PREVIOUS);
        assertThat(ring.encryptionKeys()).containsExactly(KEY);
        assertThat(ring.previousFingerprintSecret()).isEmpty();
        assertThat(larger.encryptionKeys()).isUnmodifiable();
    }

    @Test
    void fingerprintsNeedASecretOfTheirOwn() {
        assertThatThrownBy(() -> KeyRing.of(KEY, Rings.secret("f1", 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"k1\" is the same secret as \"f1\"");
        KeyRing ring = KeyRing.of(KEY, FINGERPRINT);
        assertThatThrownBy(() -> ring.withPreviousFingerprint(Rings.secret("f0", 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"f0\" is the same secret as \"k1\"");
        assertThatThrownBy(() -> ring.withOlderKey(Rings.secret("k0", 32)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"k0\" is the same secret as \"f1\"");
    }

    @Test
    void noIdNamesTwoSecretsOfOneUse() {
        KeyRing ring = KeyRing.of(KEY, FINGERPRINT);
        assertThatThrownBy(() -> ring.withOlderKey(Rings.secret("k1", 64)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has the id \"k1\", which the ring has already");
        assertThatThrownBy(() -> ring.withPreviousFingerprint(Rings.secret("f1", 64)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has the id \"f1\", which the ring has already");
        // Of two uses: the names "2026" and "2026" are no mistake.
        assertThat(KeyRing.of(Rings.secret("2026", 0), Rings.secret("2026", 32)).encryptionKeys())
                .hasSize(1);
    }

    @Test
    void onlyOneChangeOfTheFingerprintSecretAtATime() {
        KeyRing ring = KeyRing.of(KEY, FINGERPRINT).withPreviousFingerprint(PREVIOUS);
        assertThatThrownBy(() -> ring.withPreviousFingerprint(Rings.secret("f00", 160)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("second previous fingerprint secret");
    }

    @Test
    void noTextTellsASecret() {
        KeyRing ring = KeyRing.of(KEY, FINGERPRINT).withOlderKey(OLDER).withPreviousFingerprint(PREVIOUS);
        KeyProtection protection = KeyProtection.encrypted(ring);
        SealedValue sealed = protection.seal("shop", new KeyId(new UUID(1, 2)), "CANARY");
        assertThat(List.of(KEY, ring, protection, KeyProtection.plaintext(), sealed))
                .extracting(Object::toString)
                .containsExactly(
                        "Secret",
                        "KeyRing",
                        "KeyProtection.encrypted",
                        "KeyProtection.plaintext",
                        "SealedValue[38 bytes]");
        assertThat(List.of(KEY, ring, protection)).noneMatch(Serializable.class::isInstance);
    }
}
