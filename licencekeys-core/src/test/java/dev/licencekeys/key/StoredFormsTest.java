package dev.licencekeys.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is stored of a key, and finds it, tells nothing by its text. */
class StoredFormsTest {
    private static final byte[] SECRET = "CANARY-5YJ3".getBytes(UTF_8);

    @Test
    void sealedValueTellsItsLengthOnly() {
        SealedValue sealed = new SealedValue(SECRET);
        assertThat(sealed).hasToString("SealedValue[11 bytes]");
        assertThat(sealed.bytes()).isEqualTo(SECRET);
        assertThat(sealed).isNotInstanceOf(Serializable.class);
    }

    @Test
    void sealedValuesAreEqualByContent() {
        assertThat(new SealedValue(SECRET))
                .isEqualTo(new SealedValue(SECRET.clone()))
                .hasSameHashCodeAs(new SealedValue(SECRET.clone()))
                .isNotEqualTo(new SealedValue(new byte[SECRET.length]))
                .isNotEqualTo(null);
    }

    @Test
    void fingerprintTellsNothing() {
        assertThat(new Fingerprint(SECRET)).hasToString("Fingerprint").isNotInstanceOf(Serializable.class);
        assertThat(new Fingerprint(SECRET).bytes()).isEqualTo(SECRET);
    }

    @Test
    void fingerprintsAreEqualByContent() {
        assertThat(new Fingerprint(SECRET))
                .isEqualTo(new Fingerprint(SECRET.clone()))
                .hasSameHashCodeAs(new Fingerprint(SECRET.clone()))
                .isNotEqualTo(new Fingerprint(new byte[SECRET.length]))
                .isNotEqualTo(null);
    }

    @Test
    void hashCodesSpread() {
        // Uploads look for duplicates in hash sets, and a host may keep keys in one.
        assertThat(hashCodes(text -> KeyProtection.plaintext().fingerprint("shop", text)))
                .isGreaterThan(990);
        assertThat(hashCodes(text -> new SealedValue(text.getBytes(UTF_8)))).isGreaterThan(990);
        assertThat(hashCodes(LicenceKey::of)).isGreaterThan(990);
    }

    /** How many a thousand texts have. */
    private static long hashCodes(Function<String, Object> form) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> form.apply("KEY-" + i))
                .map(Object::hashCode)
                .distinct()
                .count();
    }

    @Test
    void fingerprintsAreOrderedAsDatabasesOrderBytes() {
        Fingerprint low = new Fingerprint(new byte[] {0x7F, 0x01});
        Fingerprint high = new Fingerprint(new byte[] {(byte) 0x80, 0x00});
        assertThat(low).isLessThan(high);
        assertThat(high).isGreaterThan(low).isEqualByComparingTo(new Fingerprint(new byte[] {(byte) 0x80, 0x00}));
        assertThat(low).isLessThan(new Fingerprint(new byte[] {0x7F, 0x02}));
    }
}
