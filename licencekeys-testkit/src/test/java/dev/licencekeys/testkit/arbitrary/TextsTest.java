package dev.licencekeys.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.Tag;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids and keys are what their names say, all kinds come up, and they shrink. */
class TextsTest {
    @Provide
    Arbitrary<String> ids() {
        return Ids.any();
    }

    @Provide
    Arbitrary<String> awkwardIds() {
        return Ids.awkward();
    }

    @Provide
    Arbitrary<String> refusedIds() {
        return Ids.refused();
    }

    @Provide
    Arbitrary<String> tags() {
        return Ids.tags();
    }

    @Provide
    Arbitrary<String> awkwardKeys() {
        return KeyValues.awkward();
    }

    @Provide
    Arbitrary<String> paddedKeys() {
        return KeyValues.padded();
    }

    @Provide
    Arbitrary<List<String>> twins() {
        return KeyValues.twins();
    }

    @Provide
    Arbitrary<String> rejectedKeys() {
        return KeyValues.rejected();
    }

    @Property
    void idsAreAllowed(@ForAll("ids") String id, @ForAll("awkwardIds") String awkward, @ForAll("tags") String tag) {
        Order order = Order.of(id, OrderLine.of(awkward, id, awkward, 1)).forCustomer(awkward);
        assertThat(order.lines().get(0).id()).isEqualTo(awkward);
        assertThat(new Tag(tag).name()).isEqualTo(tag);
    }

    @Property
    void refusedIdsAreRefused(@ForAll("refusedIds") String id) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> OrderLine.of("1", id, 1));
    }

    private static LicenceKeys shop() {
        LicenceKeys shop = LicenceKeys.open(new InMemoryLicenceKeyStore(), KeyProtection.plaintext());
        shop.stock().createPool("a");
        shop.products().set("p", AssignmentMethod.specificTag("a"));
        return shop;
    }

    private static List<String> sold(LicenceKeys shop, int count) {
        return shop.fulfil(Order.of("1", OrderLine.of("1", "p", count))).keys().stream()
                .map(AssignedKey::key)
                .map(key -> key.reveal())
                .toList();
    }

    @Property
    void awkwardKeysAreDeliveredAsTheyAre(@ForAll("awkwardKeys") String key) {
        LicenceKeys shop = shop();
        ImportReport report = shop.stock().upload("a", Stream.of(key));
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.trimmed()).isZero();
        assertThat(sold(shop, 1)).containsExactly(key);
    }

    @Property
    void paddedKeysLoseTheirBlanks(@ForAll("paddedKeys") String key) {
        LicenceKeys shop = shop();
        ImportReport report = shop.stock().upload("a", Stream.of(key));
        assertThat(report.trimmed()).isEqualTo(1);
        assertThat(sold(shop, 1)).hasSize(1).allMatch(sold -> key.contains(sold) && sold.length() < key.length());
    }

    @Property
    void twinsAreDifferentKeys(@ForAll("twins") List<String> keys) {
        LicenceKeys shop = shop();
        assertThat(shop.stock().upload("a", keys.stream()).added()).isEqualTo(keys.size());
        assertThat(keys).hasSizeBetween(2, 4);
        assertThat(keys.stream().map(key -> key.toLowerCase(Locale.ROOT)).distinct())
                .hasSize(1);
        assertThat(sold(shop, keys.size())).isEqualTo(keys);
    }

    @Property
    void rejectedKeysAreRejected(@ForAll("rejectedKeys") String key) {
        ImportReport report = shop().stock().upload("a", Stream.of(key));
        assertThat(report.rejected()).isEqualTo(1);
    }

    @Test
    void allKindsComeUp() {
        long seed = new Random().nextLong();
        List<String> keys = Samples.of(KeyValues.awkward(), new Random(seed), 2_000);
        List<Predicate<String>> kinds = List.of(
                key -> key.length() == 1,
                key -> key.codePointCount(0, key.length()) == 1_024,
                key -> key.codePoints().anyMatch(Character::isSupplementaryCodePoint),
                key -> key.codePoints()
                        .anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT),
                key -> key.contains("DROP TABLE"),
                key -> !Normalizer.isNormalized(key, Normalizer.Form.NFC));
        for (int kind = 0; kind < kinds.size(); kind++) {
            assertThat(keys).as("keys of kind %d, seed %d", kind, seed).anyMatch(kinds.get(kind));
        }
        assertThat(Samples.of(KeyValues.awkward(), new Random(seed), 2_000)).isEqualTo(keys);
        List<String> ids = Samples.of(Ids.awkward(), new Random(seed), 2_000);
        assertThat(ids).as("seed %d", seed).containsAll(Ids.ALIKE).anyMatch(id -> id.length() == 100);
    }

    /** The plainest value that is wrong, too, as far as shrinking leads. */
    private static <T> T shrunk(Arbitrary<T> arbitrary, long seed, Predicate<T> wrong) {
        List<T> found = new ArrayList<>();
        JqwikSession.run(() -> {
            Random random = new Random(seed);
            Shrinkable<T> value = arbitrary.generator(1_000).next(random);
            while (!wrong.test(value.value())) {
                value = arbitrary.generator(1_000).next(random);
            }
            for (boolean shorter = true; shorter; ) {
                Optional<Shrinkable<T>> next =
                        value.shrink().filter(less -> wrong.test(less.value())).findFirst();
                shorter = next.isPresent();
                value = next.orElse(value);
            }
            found.add(value.value());
        });
        return found.get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shrinkToThePlainest(long seed) {
        assertThat(shrunk(Ids.usual(), seed, id -> id.contains("-"))).isEqualTo("a-a");
        assertThat(shrunk(KeyValues.usual(), seed, key -> key.length() > 10)).hasSize(14);
        assertThat(shrunk(KeyValues.rejected(), seed, key -> key.length() > 1_024))
                .hasSize(1_025);
        assertThat(shrunk(Uploads.any(), seed, upload -> upload.keys().size() >= 3)
                        .keys())
                .hasSize(3);
        assertThat(shrunk(Sales.any(), seed, order -> order.lines().size() >= 2).lines())
                .hasSize(2)
                .allMatch(line -> line.quantity() == 1 && line.refunded() == 0);
    }
}
