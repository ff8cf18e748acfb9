package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {
    @Property
    void textIsReadAgain(@ForAll long most, @ForAll long least) {
        KeyId id = new KeyId(new UUID(most, least));
        assertThat(KeyId.parse(id.toString())).isEqualTo(id);
    }

    @Property
    void idsAreOrderedAsDatabasesOrderBytes(
            @ForAll long most, @ForAll long least, @ForAll long otherMost, @ForAll long otherLeast) {
        KeyId id = new KeyId(new UUID(most, least));
        for (KeyId other :
                List.of(new KeyId(new UUID(otherMost, otherLeast)), new KeyId(new UUID(most, otherLeast)), id)) {
            assertThat(Integer.signum(id.compareTo(other)))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytes(id), bytes(other))));
        }
    }

    private static byte[] bytes(KeyId id) {
        return ByteBuffer.allocate(16)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CANARY-5YJ3-77QX", "1-1-1-1-1", "00000000-0000-0000-0000-00000000000g", " "})
    void whatIsNoIdIsRefusedWithoutBeingQuoted(String text) {
        // It may be a key, pasted into the wrong field.
        assertThatThrownBy(() -> KeyId.parse(text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("keyId"))
                .hasMessageNotContaining("CANARY")
                .hasMessageContaining("is not the id of a key");
    }
}
