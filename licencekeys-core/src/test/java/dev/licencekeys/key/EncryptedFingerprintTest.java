package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EncryptedFingerprintTest {
    private final KeyProtection protection = KeyProtection.encrypted(Rings.ring());

    @Test
    void fingerprintStaysWhatItIsInEveryRelease() {
        // Made by another program from its description: a change would make every known key unknown.
        assertThat(protection.fingerprint("default", "ABCD-EFGH").bytes())
                .asHexString()
                .isEqualTo("E5238224F4D72D228E0D5D896C469CCA50F84118A02B9233DB6CB9ADEC1DBB04");
    }

    @Property
    void fingerprintTellsKeysAndShopsApart(@ForAll String value, @ForAll String shop) {
        Fingerprint fingerprint = protection.fingerprint(shop, value);
        assertThat(fingerprint.bytes()).hasSize(Fingerprint.LENGTH);
        assertThat(KeyProtection.encrypted(Rings.ring()).fingerprint(shop, value))
                .isEqualTo(fingerprint);
        assertThat(protection.fingerprint(shop, value + "1")).isNotEqualTo(fingerprint);
        assertThat(protection.fingerprint(shop + "1", value)).isNotEqualTo(fingerprint);
        assertThat(KeyProtection.plaintext().fingerprint(shop, value)).isNotEqualTo(fingerprint);
    }

    @Test
    void onlyItsOwnSecretMakesIt() {
        Fingerprint fingerprint = protection.fingerprint("shop", "KEY");
        KeyRing otherKey = KeyRing.of(Rings.secret("k2", 100), Rings.secret("f9", 32));
        KeyRing otherSecret = KeyRing.of(Rings.secret("k1", 0), Rings.secret("f1", 33));
        assertThat(KeyProtection.encrypted(otherKey).fingerprint("shop", "KEY")).isEqualTo(fingerprint);
        assertThat(KeyProtection.encrypted(otherSecret).fingerprint("shop", "KEY"))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void noShopAndKeyTogetherReadLikeAnotherShopAndKey() {
        Set<Fingerprint> fingerprints = new HashSet<>();
        for (int cut = 0; cut <= 6; cut++) {
            fingerprints.add(protection.fingerprint("abc\0de".substring(0, cut), "abc\0de".substring(cut)));
        }
        assertThat(fingerprints).hasSize(7);
    }
}
