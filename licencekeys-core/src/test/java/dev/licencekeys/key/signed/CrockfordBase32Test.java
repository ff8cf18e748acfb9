package dev.licencekeys.key.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrockfordBase32Test {
    @Property
    void bytesAreReadAgain(@ForAll byte[] bytes) {
        String text = CrockfordBase32.encode(bytes);
        assertThat(text).matches("[0-9A-HJKMNP-TV-Z]*").hasSize((8 * bytes.length + 4) / 5);
        assertThat(CrockfordBase32.decode(text)).contains(bytes);
        assertThat(CrockfordBase32.decode(text.toLowerCase(Locale.ROOT))).contains(bytes);
        assertThat(CrockfordBase32.decode(
                        text.replace("0", "O").replace("1", "I").replaceAll("(....)", " $1-\r\n")))
                .contains(bytes);
        assertThat(CrockfordBase32.decode(text.replace("0", "o").replace("1", "l")))
                .contains(bytes);
        assertThat(CrockfordBase32.decode(text.replace("1", "i"))).contains(bytes);
        assertThat(CrockfordBase32.decode(text.replace("1", "L"))).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "f, CR", "fo, CSQG", "foo, CSQPY", "foob, CSQPYRG", "fooba, CSQPYRK1", "foobar, CSQPYRK1E8"})
    void bitsAreInTheOrderOfRfc4648(String bytes, String text) {
        // Its test vectors, in our alphabet.
        assertThat(CrockfordBase32.encode(bytes.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U0", "u0", "0*", "0=", "\u00E90", "0\u0660", "0\uFF10", "\u01310", "0\0", "\uD83D\uDD110"})
    void otherCharactersAreRefused(String text) {
        assertThat(CrockfordBase32.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "01", "03", "0G1", "000", "000001", "000000"})
    void bitsThatNobodyWroteAreRefused(String text) {
        assertThat(CrockfordBase32.decode(text)).isEmpty();
    }

    @Test
    void everyTextOfTwoCharactersIsOneByteOrNone() {
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        Set<Byte> bytes = new HashSet<>();
        for (int i = 0; i < 32 * 32; i++) {
            String text = "" + alphabet.charAt(i / 32) + alphabet.charAt(i % 32);
            CrockfordBase32.decode(text).ifPresent(decoded -> {
                assertThat(decoded).hasSize(1);
                assertThat(CrockfordBase32.encode(decoded)).isEqualTo(text);
                bytes.add(decoded[0]);
            });
        }
        assertThat(bytes).hasSize(256);
    }
}
