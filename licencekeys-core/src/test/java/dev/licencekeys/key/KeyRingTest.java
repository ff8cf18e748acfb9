package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Secret KEY = Rings.secret("k1", 0);
    private static final Secret FINGERPRINT = Rings.secret("f1", 32);
    private static final KeyRing RING = KeyRing.of(KEY, FINGERPRINT);

    @Test
    void fingerprintsNeedASecretOfTheirOwn() {
        assertThatThrownBy(() -> KeyRing.of(KEY, Rings.secret("f1", 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"f1\" is the same as \"k1\"");
        refused(KeyRing.of(Rings.secret("k0", 32), Rings.secret("f0", 64)))
                .hasMessageContaining("\"f1\" is the same as \"k0\"");
        refused(KeyRing.of(Rings.secret("k0", 64), Rings.secret("f0", 0)))
                .hasMessageContaining("\"k1\" is the same as \"f0\"");
    }

    @Test
    void noIdNamesTwoSecretsOfOneUse() {
        refused(KeyRing.of(Rings.secret("k1", 64), FINGERPRINT))
                .hasMessageContaining("\"k1\" is not the one of the other ring; ids are never used again");
        refused(KeyRing.of(KEY, Rings.secret("f1", 64)))
                .hasMessageContaining("\"f1\" is not the one of the other ring; ids are never used again");
        // Of two uses: the names "2026" and "2026" are no mistake.
        assertThatCode(() -> KeyRing.of(Rings.secret("2026", 0), Rings.secret("2026", 32)))
                .doesNotThrowAnyException();
    }

    @Test
    void noSecretHasTwoIds() {
        refused(KeyRing.of(Rings.secret("k0", 0), FINGERPRINT)).hasMessageContaining("\"k1\" is the same as \"k0\"");
        refused(KeyRing.of(KEY, Rings.secret("f0", 32))).hasMessageContaining("\"f1\" is the same as \"f0\"");
    }

    @Test
    void eitherSecretMayChangeAlone() {
        for (KeyRing other : List.of(
                RING, KeyRing.of(KEY, Rings.secret("f2", 64)), KeyRing.of(Rings.secret("k2", 64), FINGERPRINT))) {
            assertThatCode(() -> RING.requireDistinctFrom(other)).doesNotThrowAnyException();
            assertThatCode(() -> other.requireDistinctFrom(RING)).doesNotThrowAnyException();
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(KeyRing other) {
        return assertThatThrownBy(() -> RING.requireDistinctFrom(other)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void noTextTellsASecret() {
        KeyProtection protection = KeyProtection.encrypted(RING);
        SealedValue sealed = protection.seal("shop", new KeyId(new UUID(1, 2)), "CANARY");
        List<Object> all = List.of(KEY, RING, protection, KeyProtection.plaintext(), Rings.rotated(), sealed);
        assertThat(all)
                .extracting(Object::toString)
                .containsExactly(
                        "Secret",
                        "KeyRing",
                        "KeyProtection.encrypted",
                        "KeyProtection.plaintext",
                        "KeyProtection.changing",
                        "SealedValue[38 bytes]");
        assertThat(all).noneMatch(Serializable.class::isInstance);
    }
}
