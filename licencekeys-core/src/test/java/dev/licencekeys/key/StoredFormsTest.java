package dev.licencekeys.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
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
        // Uploads look for duplicates in hash sets.
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> KeyProtection.plaintext().fingerprint("shop", "KEY-" + i))
                        .map(Fingerprint::hashCode)
                        .distinct()
                        .count())
                .isGreaterThan(990);
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
