package dev.licencekeys.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.StoreException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaintextProtectionTest {
    private static final KeyId ID = new KeyId(new UUID(1, 2));

    private final KeyProtection protection = KeyProtection.plaintext();

    @Property
    void valueIsOpenedAsItWasSealed(@ForAll("keys") String value) {
        SealedValue sealed = protection.seal("shop", ID, value);
        assertThat(protection.open("shop", ID, sealed).reveal()).isEqualTo(value);
        assertThat(protection.seal("shop", ID, value)).isEqualTo(sealed);
    }

    @Provide
    Arbitrary<String> keys() {
        // Whole characters of all planes.
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(30)
                .map(characters -> String.join("", characters));
    }

    @Test
    void formatIsTheFirstByteAndTheRestIsUtf8() {
        byte[] bytes = protection.seal("shop", ID, "\u00E9\uD83D\uDD11").bytes();
        assertThat(bytes).isEqualTo("\u0000\u00E9\uD83D\uDD11".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY-5YJ3", "\u0001CANARY-5YJ3", "\u007FCANARY-5YJ3"})
    void otherFormatIsRefusedWithoutItsContent(String stored) {
        SealedValue sealed = new SealedValue(stored.getBytes(UTF_8));
        assertThatThrownBy(() -> protection.open("shop", ID, sealed))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isFalse())
                .hasMessageContaining("key " + ID)
                .hasMessageContaining("open the library with the protection under which it was stored")
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
    }

    @Property
    void fingerprintIsTheSameForTheSameKeyOfAShop(@ForAll("keys") String value) {
        Fingerprint fingerprint = protection.fingerprint("shop", value);
        assertThat(fingerprint).isEqualTo(KeyProtection.plaintext().fingerprint("shop", value));
        assertThat(fingerprint.bytes()).hasSize(Fingerprint.LENGTH);
    }

    @Property
    void fingerprintDiffersForOtherKeysAndOtherShops(@ForAll("keys") String value) {
        Fingerprint fingerprint = protection.fingerprint("shop", value);
        assertThat(protection.fingerprint("shop", value + "1")).isNotEqualTo(fingerprint);
        assertThat(protection.fingerprint("other", value)).isNotEqualTo(fingerprint);
    }

    @Test
    void noShopAndKeyTogetherReadLikeAnotherShopAndKey() {
        Set<Fingerprint> fingerprints = new HashSet<>();
        fingerprints.add(protection.fingerprint("a", "bc"));
        fingerprints.add(protection.fingerprint("ab", "c"));
        fingerprints.add(protection.fingerprint("abc", ""));
        assertThat(fingerprints).hasSize(3);
    }

    @Test
    void fingerprintStaysWhatItIsInEveryRelease() {
        // Stored in databases: a change of it would make every known key unknown.
        assertThat(protection.fingerprint("default", "ABCD-EFGH").bytes())
                .asHexString()
                .isEqualTo("402054AF86AE5B81B785D31C0106A9E96CEC856A7BC91CE9884EB1914C97E932");
    }
}
