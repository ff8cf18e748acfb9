package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.metrics.Metrics;
import dev.licencekeys.store.NewKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShopContextTest {
    private static final UUID IMPORT = new UUID(7, 7);
    private static final Instant FINE = Instant.parse("2026-10-25T00:59:59.123456789Z");

    private static ShopContext context(String shop) {
        return new ShopContext(
                shop,
                () -> FINE,
                now -> "MADE",
                new ProtectionGuard(KeyProtection.plaintext()),
                UlidFactory.newMonotonicInstance(),
                10,
                RateLimit.none(),
                Metrics.NONE,
                new Doorbell());
    }

    @Test
    void timeIsCutToWhatEveryStoreKeeps() {
        assertThat(context("shop").now()).isEqualTo("2026-10-25T00:59:59.123456Z");
    }

    @Test
    void newKeyIsSealedAsItIsAndFoundByItsNormalForm() {
        ShopContext context = context("shop");
        NewKey decomposed = context.newKey("cafe\u0301", IMPORT, "", FINE);
        NewKey composed = context.newKey("caf\u00E9", NewKey.GENERATED, "", FINE);

        assertThat(context.open(decomposed.id(), decomposed.value()).reveal()).isEqualTo("cafe\u0301");
        assertThat(decomposed.fingerprint()).isEqualTo(composed.fingerprint());
        assertThat(decomposed.id()).isNotEqualTo(composed.id());
        assertThat(decomposed.generated()).isFalse();
        assertThat(composed.generated()).isTrue();
        assertThat(composed.at()).isEqualTo(FINE);
    }

    @Test
    void aKeyOfATestIsMadeByUsAndMarked() {
        ShopContext context = context("shop");
        NewKey key = context.generateTest(FINE);
        assertThat(key.generated()).isTrue();
        assertThat(key.importId()).isEqualTo(NewKey.TEST);
        assertThat(context.open(key.id(), key.value()).reveal()).startsWith("TEST-");
    }

    @Test
    void anotherShopHasOtherFingerprintsAndTheSameRest() {
        ShopContext one = context("one");
        ShopContext other = one.forShop("other");
        assertThat(other)
                .isEqualTo(new ShopContext(
                        "other",
                        one.clock(),
                        one.generator(),
                        one.guard(),
                        one.ids(),
                        one.maxKeysPerLine(),
                        one.rateLimit(),
                        one.metrics(),
                        one.doorbell()));
        assertThat(other.newKey("KEY", IMPORT, "", FINE).fingerprint())
                .isNotEqualTo(one.newKey("KEY", IMPORT, "", FINE).fingerprint());
    }

    @Test
    void idsAreUnique() {
        ShopContext context = context("shop");
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.add(context.newId())).isTrue();
        }
    }
}
