package dev.licencekeys.key.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.KeyText;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceSignerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.5Z");

    private final LicenceSigner signer = LicenceSigner.of("editor", TestKeys.pair());

    @ParameterizedTest
    @CsvSource({"photo-editor, 141, 149", "editor, 132, 140", "e, 124, 132"})
    void keysAreAsLongAsTheyAreSaidToBe(String product, int length, int lengthWithExpiry) {
        LicenceSigner each = LicenceSigner.of(product, TestKeys.pair());
        assertThat(each.next(NOW)).hasSize(length);
        assertThat(each.validFor(Duration.ofDays(365)).next(NOW)).hasSize(lengthWithExpiry);
        // 64 bytes of signature are 103 of the characters.
        assertThat(CrockfordBase32.encode(new byte[SignedFormat.SIGNATURE_LENGTH]))
                .hasSize(103);
    }

    @Test
    void longestKeyCanBeStored() {
        String product = "\u00E9".repeat(100);
        String key = LicenceSigner.of(product, TestKeys.pair())
                .validFor(Duration.ofDays(1))
                .next(NOW);
        assertThat(KeyText.problem(key)).isEmpty();
        assertThat(KeyText.normalForm(key)).isEqualTo(key);
        assertThat(LicenceVerifier.of(product, TestKeys.PUBLIC, () -> NOW)
                        .verify(key)
                        .isGenuine())
                .isTrue();
        assertThatThrownBy(() -> LicenceSigner.of("\u20AC".repeat(86), TestKeys.pair()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("product has 258 bytes in UTF-8; at most 255 fit into a signed key");
        assertThatCode(() -> LicenceSigner.of("\u20AC".repeat(85), TestKeys.pair()))
                .doesNotThrowAnyException();
    }

    @Test
    void everyKeyIsAnotherOne() {
        LicenceVerifier verifier = LicenceVerifier.of("editor", TestKeys.PUBLIC, () -> NOW);
        Set<String> keys = new HashSet<>();
        Set<String> ids = new HashSet<>();
        IntStream.range(0, 1_000)
                .parallel()
                .mapToObj(i -> signer.next(NOW))
                .toList()
                .forEach(key -> {
                    keys.add(key);
                    ids.add(verifier.verify(key).licence().orElseThrow().id());
                });
        assertThat(keys).hasSize(1_000);
        assertThat(ids).hasSize(1_000).allMatch(id -> id.length() == 16);
    }

    @Test
    void keysMayBeTextAsOpensslWritesIt() {
        for (LicenceSigner each : List.of(
                LicenceSigner.of("editor", TestKeys.PRIVATE, TestKeys.PUBLIC),
                LicenceSigner.of(
                        "editor",
                        TestKeys.pem("PRIVATE KEY", TestKeys.PRIVATE),
                        TestKeys.pem("PUBLIC KEY", TestKeys.PUBLIC)))) {
            assertThat(LicenceVerifier.of("editor", TestKeys.PUBLIC, () -> NOW)
                            .verify(each.next(NOW))
                            .isGenuine())
                    .isTrue();
        }
    }

    @Test
    void pairThatDoesNotFitIsRefused() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair mixed = new KeyPair(other.getPublic(), TestKeys.pair().getPrivate());
        assertThatThrownBy(() -> LicenceSigner.of("editor", mixed))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("publicKey"))
                .hasMessageContaining("does not belong to the private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed448", "X25519", "EC"})
    void keysOfAnotherKindAreRefused(String algorithm) throws Exception {
        KeyPair other = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        assertThatThrownBy(() ->
                        LicenceSigner.of("editor", new KeyPair(TestKeys.pair().getPublic(), other.getPrivate())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("privateKey is no private key for Ed25519");
        assertThatThrownBy(() -> LicenceSigner.of(
                        "editor", new KeyPair(other.getPublic(), TestKeys.pair().getPrivate())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("publicKey is no public key for Ed25519");
        String text = Base64.getEncoder().encodeToString(other.getPrivate().getEncoded());
        assertThatThrownBy(() -> LicenceSigner.of("editor", text, TestKeys.PUBLIC))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("privateKey is no private key for Ed25519");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY?", "AAAA", "MC4CAQAwBQYDK2VwBCIEI"})
    void textThatIsNoKeyIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> LicenceSigner.of("editor", text, TestKeys.PUBLIC))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("privateKey"))
                .hasNoCause()
                .hasMessageNotContaining("CANARY");
        assertThatThrownBy(() -> LicenceSigner.of("editor", TestKeys.PRIVATE, text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("publicKey"));
    }

    @Test
    void keysInTheWrongOrderAreRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> LicenceSigner.of(
                        "editor", /* privateKey= */ TestKeys.PUBLIC, /* publicKey= */ TestKeys.PRIVATE))
                .isInstanceOf(InvalidInputException.class)
                .satisfies(refusal -> {
                    StringWriter text = new StringWriter();
                    refusal.printStackTrace(new PrintWriter(text, true));
                    assertThat(text.toString()).doesNotContain(TestKeys.PRIVATE.substring(30));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " editor", "edi\ntor"})
    void productThatIsNoIdIsRefused(String product) {
        assertThatThrownBy(() -> LicenceSigner.of(product, TestKeys.pair()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("product"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999999999S", "PT-1S", "PT876600H0.000000001S"})
    void validityThatMakesNoSenseIsRefused(String duration) {
        assertThatThrownBy(() -> signer.validFor(Duration.parse(duration)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("duration is " + duration + "; it must be from a second to a hundred years");
        assertThatCode(() -> signer.validFor(Duration.ofDays(36_525))).doesNotThrowAnyException();
        assertThatCode(() -> signer.validFor(Duration.ofSeconds(1))).doesNotThrowAnyException();
    }

    @Test
    void roomIsThatOfEightyBits() {
        assertThatCode(() -> signer.requireRoomFor(1_000_000_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> signer.requireRoomFor(1_000_000_001))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("80 random bits");
        assertThatThrownBy(() -> signer.requireRoomFor(-1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void textTellsNoSecret() {
        assertThat(signer).hasToString("LicenceSigner").isNotInstanceOf(Serializable.class);
    }
}
