package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.error.StoreException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedProtectionTest {
    private static final KeyId ID = new KeyId(new UUID(1, 2));
    private static final int HEADER = 4;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final KeyProtection protection = KeyProtection.encrypted(Rings.ring());

    @Property
    void valueIsOpenedAsItWasSealed(
            @ForAll("text") String value, @ForAll("text") String shop, @ForAll long most, @ForAll long least) {
        KeyId id = new KeyId(new UUID(most, least));
        SealedValue sealed = protection.seal(shop, id, value);
        assertThat(protection.open(shop, id, sealed).reveal()).isEqualTo(value);
        // Another program with the same secrets.
        KeyProtection other = KeyProtection.encrypted(Rings.ring());
        assertThat(other.open(shop, id, sealed).reveal()).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(30)
                .map(characters -> String.join("", characters));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 1_024})
    void storedValueIsThatMuchLonger(int length) {
        // Four bytes a character: the longest that a column must hold.
        String value = "\uD83D\uDD11".repeat(length);
        SealedValue sealed = protection.seal("shop", ID, value);
        assertThat(sealed.bytes()).hasSize(HEADER + NONCE + 4 * length + TAG);
        assertThat(protection.open("shop", ID, sealed).reveal()).isEqualTo(value);
    }

    @Test
    void formatStaysWhatItIsInEveryRelease() {
        // Made by another program from the format's description: a change would make every stored key unreadable.
        SealedValue sealed = new SealedValue(HexFormat.of()
                .parseHex("01026B316465666768696A6B6C6D6E6F09599D2254AC10D976F4CBC9B4D5B26AA5BEFFD2004E348ACE"));
        assertThat(protection.open("default", ID, sealed).reveal()).isEqualTo("ABCD-EFGH");
    }

    @Test
    void valueOfAnotherRowOrShopIsRefused() {
        SealedValue sealed = protection.seal("shop", ID, "CANARY-5YJ3");
        for (KeyId other : List.of(
                new KeyId(new UUID(1, 3)), new KeyId(new UUID(2, 1)), new KeyId(new UUID(0, 2)), ProtectionProof.ROW)) {
            assertThatThrownBy(() -> protection.open("shop", other, sealed))
                    .satisfies(EncryptedProtectionTest::isRefusal)
                    .hasMessageContaining("key " + other)
                    .hasMessageContaining("moved from another row or shop");
        }
        for (String other : List.of("", "Shop", "shop ", "shoq", "shop2")) {
            assertThatThrownBy(() -> protection.open(other, ID, sealed)).satisfies(EncryptedProtectionTest::isRefusal);
        }
    }

    @Test
    void valueOfTheSameIdUnderAnotherSecretIsRefused() {
        SealedValue sealed = protection.seal("shop", ID, "CANARY-5YJ3");
        KeyProtection other = KeyProtection.encrypted(KeyRing.of(Rings.secret("k1", 1), Rings.secret("f1", 32)));
        assertThatThrownBy(() -> other.open("shop", ID, sealed))
                .satisfies(EncryptedProtectionTest::isRefusal)
                .hasMessageContaining("the ring has another secret under that id");
    }

    @Test
    void sameSecretUnderAnotherIdDoesNotRead() {
        // The id is covered by the tag: exchanging it for another one of the same length is a change.
        KeyProtection other = KeyProtection.encrypted(KeyRing.of(Rings.secret("k9", 0), Rings.secret("f1", 32)));
        byte[] bytes = protection.seal("shop", ID, "CANARY-5YJ3").bytes().clone();
        bytes[HEADER - 1] = '9';
        assertThatThrownBy(() -> other.open("shop", ID, new SealedValue(bytes)))
                .satisfies(EncryptedProtectionTest::isRefusal);
    }

    @Test
    void missingKeyIsNamedWithWhatToDo() {
        SealedValue old = protection.seal("shop", ID, "CANARY-5YJ3");
        KeyProtection other = KeyProtection.encrypted(KeyRing.of(Rings.secret("k2", 100), Rings.secret("f1", 32)));
        assertThatThrownBy(() -> other.open("shop", ID, old))
                .satisfies(EncryptedProtectionTest::isRefusal)
                .hasMessage("key " + ID
                        + " is encrypted with the key \"k1\", and the library was opened with \"k2\"; open it"
                        + " with the ring of that key, or, to change the secrets, with"
                        + " alsoReading(KeyProtection.encrypted(that ring))");
    }

    @Test
    void currentIsToldFromEveryOtherBeginning() {
        byte[] sealed = protection.seal("shop", ID, "KEY").bytes();
        for (int i = 0; i < HEADER; i++) {
            byte[] other = sealed.clone();
            other[i]++;
            assertThat(protection.isCurrent(new SealedValue(other))).isFalse();
            assertThat(protection.isCurrent(new SealedValue(Arrays.copyOf(sealed, i))))
                    .isFalse();
        }
        // An id that begins with the current one.
        KeyProtection longer = KeyProtection.encrypted(KeyRing.of(Rings.secret("k11", 9), Rings.secret("f1", 32)));
        assertThat(protection.isCurrent(longer.seal("shop", ID, "KEY"))).isFalse();
        assertThat(longer.isCurrent(new SealedValue(sealed))).isFalse();
    }

    @Test
    void protectionsDoNotReadEachOther() {
        KeyProtection plaintext = KeyProtection.plaintext();
        SealedValue plain = plaintext.seal("shop", ID, "CANARY-5YJ3");
        SealedValue encrypted = protection.seal("shop", ID, "CANARY-5YJ3");

        assertThatThrownBy(() -> protection.open("shop", ID, plain))
                .satisfies(EncryptedProtectionTest::isRefusal)
                .hasMessageContaining("was stored under plaintext(), and the library was opened with encrypted()");
        assertThatThrownBy(() -> plaintext.open("shop", ID, encrypted))
                .satisfies(EncryptedProtectionTest::isRefusal)
                .hasMessageContaining("is stored under another protection than plaintext()");
        assertThat(protection.isCurrent(plain)).isFalse();
        assertThat(plaintext.isCurrent(plain)).isTrue();
        assertThat(plaintext.isCurrent(encrypted)).isFalse();
        assertThat(plaintext.isCurrent(new SealedValue(new byte[0]))).isFalse();
    }

    @Test
    void noNonceComesTwice() {
        int seals = 100_000;
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < seals; i++) {
            byte[] sealed = protection.seal("shop", ID, "KEY").bytes();
            nonces.add(HexFormat.of().formatHex(sealed, HEADER, HEADER + NONCE));
        }
        assertThat(nonces).hasSize(seals);
        // All 96 bits of them: each is one in half of the nonces, give or take seven standard deviations.
        int[] ones = new int[NONCE * Byte.SIZE];
        for (String nonce : nonces) {
            byte[] bytes = HexFormat.of().parseHex(nonce);
            for (int bit = 0; bit < ones.length; bit++) {
                ones[bit] += bytes[bit / Byte.SIZE] >> (bit % Byte.SIZE) & 1;
            }
        }
        assertThat(IntStream.of(ones)).allMatch(count -> Math.abs(count - seals / 2) < 1_107);
    }

    @Test
    void threadsMayShareIt() throws Exception {
        List<String> opened = Threads.together(20_000, i -> {
            KeyId id = new KeyId(new UUID(i, i));
            SealedValue sealed = protection.seal("shop", id, "KEY-" + i);
            return protection.open("shop", id, sealed).reveal();
        });
        assertThat(opened)
                .containsExactlyElementsOf(IntStream.range(0, opened.size())
                        .mapToObj(i -> "KEY-" + i)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "CANARY\uDC00", "\uD83DCANARY", "\uDD11\uD83D", "A\uD83D\uD83D\uDD11"})
    void halfOfASurrogatePairIsRefusedByEveryProtection(String value) {
        // It would come back as a question mark, another key than the one that was given.
        for (KeyProtection each : List.of(protection, KeyProtection.plaintext())) {
            assertThatThrownBy(() -> each.seal("shop", ID, value))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("half of a surrogate pair")
                    .hasMessageNotContaining("CANARY");
        }
    }

    private static void isRefusal(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient()).isFalse())
                .hasMessageNotContaining("CANARY");
    }
}
