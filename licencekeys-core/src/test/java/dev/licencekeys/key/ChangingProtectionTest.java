package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On the way from one protection to another a shop reads both, whichever of them its keys are stored under. */
class ChangingProtectionTest {
    private static final KeyId ID = new KeyId(new UUID(1, 2));
    private static final KeyProtection PLAINTEXT = KeyProtection.plaintext();
    private static final KeyProtection FIRST = KeyProtection.encrypted(Rings.ring());
    private static final KeyProtection SECOND = KeyProtection.encrypted(Rings.otherRing());
    private static final KeyProtection SAME_FINGERPRINTS =
            KeyProtection.encrypted(KeyRing.of(Rings.secret("k3", 64), Rings.secret("f1", 32)));
    private static final List<KeyProtection> ALL = List.of(PLAINTEXT, FIRST, SECOND, SAME_FINGERPRINTS);

    @Test
    void oneStoresAndBothRead() {
        for (KeyProtection current : ALL) {
            for (KeyProtection other : ALL) {
                KeyProtection changing = current.alsoReading(other);
                SealedValue sealed = changing.seal("shop", ID, "KEY");
                assertThat(current.open("shop", ID, sealed).reveal()).isEqualTo("KEY");
                assertThat(changing.isCurrent(sealed)).isTrue();
                assertThat(changing.fingerprint("shop", "KEY")).isEqualTo(current.fingerprint("shop", "KEY"));
                for (KeyProtection each : List.of(current, other)) {
                    SealedValue stored = each.seal("shop", ID, "KEY");
                    assertThat(changing.open("shop", ID, stored).reveal()).isEqualTo("KEY");
                    assertThat(changing.isCurrent(stored)).isEqualTo(current.isCurrent(stored));
                }
            }
        }
    }

    @Test
    void keysAreFoundInBothWaysIfThereAreTwo() {
        assertThat(SECOND.alsoReading(FIRST).otherFingerprint("shop", "KEY"))
                .contains(FIRST.fingerprint("shop", "KEY"));
        assertThat(FIRST.alsoReading(SECOND).otherFingerprint("shop", "KEY"))
                .contains(SECOND.fingerprint("shop", "KEY"));
        assertThat(FIRST.alsoReading(PLAINTEXT).otherFingerprint("shop", "KEY"))
                .contains(PLAINTEXT.fingerprint("shop", "KEY"));
        assertThat(FIRST.alsoReading(SAME_FINGERPRINTS).otherFingerprint("shop", "KEY"))
                .isEmpty();
        ALL.forEach(each -> assertThat(each.otherFingerprint("shop", "KEY")).isEmpty());
    }

    @Test
    void severalAreReadAndFoundInTwoWaysAtMost() {
        KeyProtection three = SECOND.alsoReading(FIRST).alsoReading(SAME_FINGERPRINTS);
        for (KeyProtection each : List.of(FIRST, SECOND, SAME_FINGERPRINTS)) {
            assertThat(three.open("shop", ID, each.seal("shop", ID, "KEY")).reveal())
                    .isEqualTo("KEY");
        }
        assertThat(three.otherFingerprint("shop", "KEY")).contains(FIRST.fingerprint("shop", "KEY"));
        KeyProtection nested = SECOND.alsoReading(FIRST.alsoReading(SAME_FINGERPRINTS));
        assertThat(nested.open("shop", ID, SAME_FINGERPRINTS.seal("shop", ID, "KEY"))
                        .reveal())
                .isEqualTo("KEY");
        assertThatThrownBy(() -> three.alsoReading(PLAINTEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("third way to find keys");
    }

    @Test
    void ringsThatContradictEachOtherAreRefused() {
        KeyProtection otherSecret = KeyProtection.encrypted(KeyRing.of(Rings.secret("k1", 64), Rings.secret("f1", 32)));
        assertThatThrownBy(() -> otherSecret.alsoReading(FIRST))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"k1\" is not the one of the other ring");
        assertThatThrownBy(() -> PLAINTEXT.alsoReading(FIRST).alsoReading(otherSecret))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatNeitherReadsIsRefusedAsByTheCurrentOne() {
        SealedValue unknown = SAME_FINGERPRINTS.seal("shop", ID, "CANARY");
        assertThatThrownBy(() -> SECOND.alsoReading(FIRST).open("shop", ID, unknown))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("encrypted with the key \"k3\", and the library was opened with \"k2\"");
        assertThatThrownBy(() -> PLAINTEXT.alsoReading(FIRST).open("shop", ID, unknown))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("CANARY");
    }

    @Test
    void valueOfAnotherRowIsRefusedWhoeverReadsIt() {
        SealedValue sealed = FIRST.seal("shop", ID, "CANARY");
        assertThatThrownBy(() -> SECOND.alsoReading(FIRST).open("shop", new KeyId(new UUID(1, 3)), sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("moved from another row or shop")
                .hasMessageNotContaining("CANARY");
    }
}
