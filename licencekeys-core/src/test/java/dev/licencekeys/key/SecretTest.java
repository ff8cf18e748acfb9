package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final byte[] BYTES = Rings.bytes(200);
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
    private static final String HEX = HexFormat.of().formatHex(BYTES);

    @Test
    void everyFormGivesTheSameSecret() {
        Secret secret = Secret.ofBytes("k", BYTES);
        assertThat(secret.forAlgorithm("AES").getEncoded()).isEqualTo(BYTES);
        for (Secret other : new Secret[] {
            Secret.ofBase64("k", BASE64),
            Secret.ofBase64("k", BASE64.replace("=", "")),
            Secret.ofBase64("k", "\t" + BASE64 + "\r\n"),
            Secret.ofHex("k", HEX),
            Secret.ofHex("k", " " + HEX.toUpperCase(Locale.ROOT) + "\n")
        }) {
            assertThat(other.isSameAs(secret)).isTrue();
            assertThat(other.id()).isEqualTo("k");
        }
        assertThat(Secret.ofBytes("k", Rings.bytes(201)).isSameAs(secret)).isFalse();
    }

    @Test
    void bytesAreCopiedBothWays() {
        byte[] given = BYTES.clone();
        Secret secret = Secret.ofBytes("k", given);
        Arrays.fill(given, (byte) 7);
        secret.forAlgorithm("AES").getEncoded()[0]++;
        assertThat(secret.forAlgorithm("AES").getEncoded()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 24, 31, 33, 64})
    void otherLengthsAreRefused(int length) {
        byte[] bytes = Arrays.copyOf(Rings.bytes(1), length);
        assertThatThrownBy(() -> Secret.ofBytes("2026-07", bytes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("secret \"2026-07\" has " + length + " bytes; "
                        + "give 32 random bytes, for example from: openssl rand -base64 32");
        assertThatThrownBy(() -> Secret.ofHex("2026-07", HexFormat.of().formatHex(bytes)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Secret.ofBase64("2026-07", Base64.getEncoder().encodeToString(bytes)))
                .isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    void arrayThatNobodyFilledIsRefused(int each) {
        byte[] bytes = new byte[Secret.LENGTH];
        Arrays.fill(bytes, (byte) each);
        assertThatThrownBy(() -> Secret.ofBytes("k", bytes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is one byte repeated");
        bytes[31]++;
        assertThat(Secret.ofBytes("k", bytes).id()).isEqualTo("k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANARY-5YJ3!", "CANARY\u00E9", "CA NA RY"})
    void textThatIsNoSecretIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> Secret.ofBase64("k", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not base 64")
                .hasMessageNotContaining("CA")
                .hasNoCause();
        assertThatThrownBy(() -> Secret.ofHex("k", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not pairs of hexadecimal digits")
                .hasMessageNotContaining("CA")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "k\n", "\u00E9", "k/1", "123456789012345678901234567890123"})
    void idsThatCouldBeSomethingElseAreRefused(String id) {
        assertThatThrownBy(() -> Secret.ofBytes(id, BYTES))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("id"));
    }

    @Test
    void argumentsInTheWrongOrderAreNotQuoted() {
        assertThatThrownBy(() -> Secret.ofBase64(BASE64, "2026-07"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(BASE64)
                .hasMessageContaining("give the id first");
        assertThatThrownBy(() -> Secret.ofHex(HEX, "2026-07"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(HEX);
        assertThat(Secret.ofBytes("A.z_0-9", BYTES).id()).isEqualTo("A.z_0-9");
        assertThat(Secret.ofBytes("12345678901234567890123456789012", BYTES).id())
                .hasSize(Secret.MAX_ID_LENGTH);
    }
}
