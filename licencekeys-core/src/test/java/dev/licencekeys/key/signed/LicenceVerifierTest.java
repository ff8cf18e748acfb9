package dev.licencekeys.key.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.key.signed.Verification.Verdict;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceVerifierTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.5Z");

    private final LicenceSigner signer = LicenceSigner.of("editor", TestKeys.pair());
    private final LicenceVerifier verifier = LicenceVerifier.of("editor", TestKeys.PUBLIC, () -> NOW);

    @Test
    void signedKeysStayGenuineInEveryRelease() {
        // Signed by another program from the description of the format; customers have them for good.
        Verification forEver = verifier.verify("0436AS39EHQQ4001081G81860W40KGZEAYSQKD8NWH95AGYHPESY2VT9PRY13F24T0NRVX"
                + "GS0M6S97XHPYSZ7Y11FX37EYRKS18D3CAXKQSXT6ADCM3DQ97VHCFZT330VG40");
        assertThat(forEver.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(forEver.isGenuine()).isTrue();
        assertThat(forEver.licence()).contains(new SignedLicence("editor", "000G40R40M30E209", Optional.empty()));

        Verification expiring = verifier.verify("0836AS39EHQQ4001081G81860W40J03B6VP80T8T3WT84CNJNMCWYFPQMFA2CE5D0XR9HJ"
                + "1NBAVBCE2ZFNA6JW2ZZBB6DT51DQBYQE8FQRKRJ671DGW9VH9BNC0DVS50ESDB8YAHE810");
        assertThat(expiring.verdict()).isEqualTo(Verdict.GENUINE);
        assertThat(expiring.licence())
                .contains(new SignedLicence(
                        "editor", "000G40R40M30E209", Optional.of(Instant.parse("2027-01-01T00:00:00Z"))));
    }

    @Test
    void everyFlippedBitIsRefused() {
        for (LicenceSigner each : List.of(signer, signer.validFor(Duration.ofDays(1)))) {
            byte[] key = bytes(each.next(NOW));
            for (int bit = 0; bit < key.length * Byte.SIZE; bit++) {
                byte[] flipped = key.clone();
                flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                Verification verification = verifier.verify(CrockfordBase32.encode(flipped));
                assertThat(verification).isEqualTo(Verification.refused(Verdict.FORGED));
                assertThat(verification.isGenuine()).isFalse();
            }
        }
    }

    @Test
    void everyWrongCharacterIsRefused() {
        String key = signer.next(NOW);
        for (int i = 0; i < key.length(); i++) {
            char wrong = key.charAt(i) == '7' ? '8' : '7';
            assertThat(verifier.verify(key.substring(0, i) + wrong + key.substring(i + 1))
                            .isGenuine())
                    .isFalse();
            assertThat(verifier.verify(key.substring(0, i) + key.substring(i + 1))
                            .isGenuine())
                    .isFalse();
        }
    }

    @Test
    void whatIsCutOrExtendedIsRefused() {
        byte[] key = bytes(signer.next(NOW));
        for (int length = 0; length < key.length + 80; length++) {
            Verdict verdict = verifier.verify(CrockfordBase32.encode(Arrays.copyOf(key, length)))
                    .verdict();
            assertThat(verdict)
                    .isEqualTo(
                            length == key.length
                                    ? Verdict.GENUINE
                                    : length <= SignedFormat.SIGNATURE_LENGTH ? Verdict.UNREADABLE : Verdict.FORGED);
        }
    }

    @Test
    void partsOfTwoKeysDoNotMakeAThird() {
        byte[] one = bytes(signer.next(NOW));
        byte[] two = bytes(signer.next(NOW));
        System.arraycopy(two, 0, one, 0, two.length - SignedFormat.SIGNATURE_LENGTH);
        assertThat(verifier.verify(CrockfordBase32.encode(one)).verdict()).isEqualTo(Verdict.FORGED);
    }

    @Test
    void otherProductIsRefused() {
        for (String other : List.of("editor-pro", "Editor", "edito", "\u00E9ditor", "x".repeat(100))) {
            String key = LicenceSigner.of(other, TestKeys.pair()).next(NOW);
            Verification verification = verifier.verify(key);
            assertThat(verification.verdict()).isEqualTo(Verdict.OTHER_PRODUCT);
            assertThat(verification.isGenuine()).isFalse();
            assertThat(verification.licence().map(SignedLicence::product)).contains(other);
            assertThat(LicenceVerifier.of(other, TestKeys.PUBLIC, () -> NOW)
                            .verify(key)
                            .isGenuine())
                    .isTrue();
        }
    }

    @Test
    void expiredKeyIsRefusedFromThatSecondOn() {
        String key = signer.validFor(Duration.ofDays(30)).next(NOW);
        Instant end = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(at(end.minusNanos(1)).verify(key).verdict()).isEqualTo(Verdict.GENUINE);
        Verification expired = at(end).verify(key);
        assertThat(expired.verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(expired.isGenuine()).isFalse();
        assertThat(expired.licence().flatMap(SignedLicence::expiry)).contains(end);
        assertThat(at(Instant.MAX).verify(signer.next(NOW)).isGenuine()).isTrue();
        // Of another product and expired: the program was never meant.
        String other = LicenceSigner.of("other", TestKeys.pair())
                .validFor(Duration.ofDays(30))
                .next(NOW);
        assertThat(at(Instant.MAX).verify(other).verdict()).isEqualTo(Verdict.OTHER_PRODUCT);
    }

    @Test
    void keyOfAnotherShopIsRefused() throws Exception {
        LicenceSigner other = LicenceSigner.of(
                "editor", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        assertThat(verifier.verify(other.next(NOW)).verdict()).isEqualTo(Verdict.FORGED);
    }

    @Test
    void signatureOfSomethingElseIsRefused() throws Exception {
        // The same bytes, signed by the same key without our context.
        byte[] key = bytes(signer.next(NOW));
        int end = key.length - SignedFormat.SIGNATURE_LENGTH;
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(TestKeys.pair().getPrivate());
        signature.update(key, 0, end);
        System.arraycopy(signature.sign(), 0, key, end, SignedFormat.SIGNATURE_LENGTH);
        assertThat(verifier.verify(CrockfordBase32.encode(key)).verdict()).isEqualTo(Verdict.FORGED);
    }

    @Test
    void mailMayWrapAKey() {
        String key = signer.next(NOW);
        List<String> forms = new ArrayList<>(List.of(
                key.toLowerCase(Locale.ROOT),
                " " + key + "\r\n",
                key.replaceAll("(.{60})", "$1\r\n"),
                key.replace("", "-")));
        forms.add(key.replace('0', 'O').replace('1', 'l'));
        assertThat(forms).allMatch(form -> verifier.verify(form).isGenuine());
    }

    @Test
    void textThatIsNoSignedKeyIsUnreadable() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "ABCD-EFGH-JKMN",
                "01M85F4PY3743057J5YH9H8MHM",
                "U".repeat(132),
                "?",
                "\uD800",
                "0".repeat(2_001)));
        texts.add(signer.next(NOW) + "!");
        assertThat(texts)
                .allSatisfy(
                        text -> assertThat(verifier.verify(text)).isEqualTo(Verification.refused(Verdict.UNREADABLE)));
        assertThat(verifier.verify("0".repeat(2_000)).verdict()).isEqualTo(Verdict.FORGED);
    }

    @Test
    void noiseIsNeverGenuineAndNeverThrows() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(160)];
            random.nextBytes(noise);
            assertThat(verifier.verify(CrockfordBase32.encode(noise)).verdict())
                    .isIn(Verdict.FORGED, Verdict.UNREADABLE);
        }
        // Signatures of all zeros and all ones, which the JDK refuses by exceptions.
        for (int each : new int[] {0, 255}) {
            byte[] key = bytes(signer.next(NOW));
            Arrays.fill(key, key.length - SignedFormat.SIGNATURE_LENGTH, key.length, (byte) each);
            assertThat(verifier.verify(CrockfordBase32.encode(key)).verdict()).isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void publicKeyMayBePem() {
        String pem = TestKeys.pem("PUBLIC KEY", TestKeys.PUBLIC);
        for (String text : List.of(pem, pem.replace("\n", "\r\n"), "\n" + TestKeys.PUBLIC + "\n")) {
            assertThat(LicenceVerifier.of("editor", text, () -> NOW)
                            .verify(signer.next(NOW))
                            .isGenuine())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "?", "MCowBQYDK2VwAyEA"})
    void textThatIsNoPublicKeyIsRefused(String text) {
        assertThatThrownBy(() -> LicenceVerifier.of("editor", text, () -> NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("publicKey is n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed448", "X25519", "EC"})
    void publicKeyOfAnotherKindIsRefused(String algorithm) throws Exception {
        PublicKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
        assertThatThrownBy(() -> LicenceVerifier.of("editor", key, () -> NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no public key for Ed25519");
        String text = Base64.getEncoder().encodeToString(key.getEncoded());
        assertThatThrownBy(() -> LicenceVerifier.of("editor", text, () -> NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no public key for Ed25519");
    }

    private static LicenceVerifier at(Instant now) {
        return LicenceVerifier.of("editor", TestKeys.PUBLIC, () -> now);
    }

    private static byte[] bytes(String key) {
        return CrockfordBase32.decode(key).orElseThrow();
    }
}
