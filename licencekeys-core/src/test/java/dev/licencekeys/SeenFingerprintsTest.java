package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.Fingerprint;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.Size;

class SeenFingerprintsTest {
    private static Fingerprint fingerprint(long prefix) {
        return new Fingerprint(
                ByteBuffer.allocate(Fingerprint.LENGTH).putLong(prefix).array());
    }

    /** Spread as real ones are, and also such that many meet in one place or at the end of the table. */
    @Provide
    Arbitrary<List<Long>> prefixes() {
        // Nought and one are taken for the same, as other prefixes are once in a lifetime.
        Arbitrary<Long> spread = Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .filter(prefix -> prefix != 0);
        Arbitrary<Long> crowded = Arbitraries.longs().between(0, 50).map(i -> i << 40 | 0xFFF0);
        Arbitrary<Long> atTheEnd = Arbitraries.longs().between(-3_000, -1);
        return Arbitraries.oneOf(spread, crowded, atTheEnd, Arbitraries.longs().between(2, 2_000))
                .list()
                .ofMaxSize(3_000);
    }

    @Property(tries = 100)
    void eachIsNewOnce(@ForAll("prefixes") @Size(max = 3_000) List<Long> prefixes) {
        SeenFingerprints seen = new SeenFingerprints();
        Set<Long> model = new HashSet<>();
        for (long prefix : prefixes) {
            assertThat(seen.contains(fingerprint(prefix))).isEqualTo(model.contains(prefix));
            assertThat(seen.add(fingerprint(prefix))).isEqualTo(model.add(prefix));
        }
        for (long prefix : prefixes) {
            assertThat(seen.add(fingerprint(prefix))).isFalse();
        }
    }

    /** Zero stands for an empty slot. */
    @Property(tries = 2)
    void noughtsAreAFingerprintToo(@ForAll boolean first) {
        SeenFingerprints seen = new SeenFingerprints();
        assertThat(seen.add(fingerprint(first ? 0 : 5))).isTrue();
        assertThat(seen.add(fingerprint(first ? 5 : 0))).isTrue();
        assertThat(seen.add(fingerprint(0))).isFalse();
    }
}
