package dev.licencekeys.key.signed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFormatTest {
    private static final byte[] PRODUCT = "editor".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ID = new byte[SignedFormat.ID_LENGTH];

    @Property
    void licenceIsReadAsItWasWritten(
            @ForAll @StringLength(max = 60) String product,
            @ForAll @Size(SignedFormat.ID_LENGTH) byte[] id,
            @ForAll @LongRange(min = -(1L << 39), max = (1L << 39) - 1) long expiry) {
        byte[] text = product.getBytes(StandardCharsets.UTF_8);
        // Half a surrogate pair is a question mark by now, which no product's id has.
        String known = new String(text, StandardCharsets.UTF_8);
        for (Optional<Instant> end : List.of(Optional.<Instant>empty(), Optional.of(Instant.ofEpochSecond(expiry)))) {
            assertThat(SignedFormat.read(SignedFormat.write(text, id, end)))
                    .contains(new SignedLicence(known, CrockfordBase32.encode(id), end));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCutOrExtendedIsNotRead(boolean expires) {
        Optional<Instant> expiry = expires ? Optional.of(Instant.EPOCH) : Optional.empty();
        byte[] payload = SignedFormat.write(PRODUCT, ID, expiry);
        for (int length = 0; length < payload.length + 10; length++) {
            assertThat(SignedFormat.read(Arrays.copyOf(payload, length)).isPresent())
                    .as("%d bytes", length)
                    .isEqualTo(length == payload.length);
        }
    }

    @Test
    void laterFormatsAreNotRead() {
        byte[] payload = SignedFormat.write(PRODUCT, ID, Optional.empty());
        for (int format = 0; format < 256; format++) {
            payload[0] = (byte) format;
            assertThat(SignedFormat.read(payload).isPresent()).isEqualTo(format == 1);
        }
    }

    @Test
    void licenceExpiresAtItsExpiry() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        SignedLicence licence = new SignedLicence("editor", "ID", Optional.of(end));
        assertThat(licence.isExpiredAt(end.minusNanos(1))).isFalse();
        assertThat(licence.isExpiredAt(end)).isTrue();
        assertThat(licence.isExpiredAt(end.plusSeconds(1))).isTrue();
        assertThat(new SignedLicence("editor", "ID", Optional.empty()).isExpiredAt(Instant.MAX))
                .isFalse();
    }
}
