package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceKeyTest {
    @ParameterizedTest
    @CsvSource({
        "'', ****",
        "K, ****",
        "ABCDEFGHIJK, ****",
        "ABCDEFGHIJKL, ****IJKL",
        "ABCD-EFGH-1234, ****1234",
        // Twelve characters in 24 UTF-16 units, and eleven in 22.
        "\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11, ****\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11",
        "\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11, ****",
        "ABCDEFGHIJK\uD83D\uDD11, ****IJK\uD83D\uDD11"
    })
    void textIsMasked(String value, String masked) {
        assertThat(LicenceKey.of(value)).hasToString(masked);
        assertThat(LicenceKey.of(value).reveal()).isEqualTo(value);
    }

    @Property
    void maskNeverTellsMoreThanFourCharacters(@ForAll String value) {
        String masked = LicenceKey.of(value).toString();
        assertThat(masked).startsWith("****");
        String shown = masked.substring(4);
        assertThat(value).endsWith(shown);
        assertThat(shown.codePointCount(0, shown.length())).isIn(0, 4);
        if (!shown.isEmpty()) {
            assertThat(value.codePointCount(0, value.length())).isGreaterThanOrEqualTo(12);
        }
    }

    @Property
    void keysAreEqualWhenTheirValuesAre(@ForAll String one, @ForAll String other) {
        assertThat(LicenceKey.of(one)).isEqualTo(LicenceKey.of(one + ""));
        assertThat(LicenceKey.of(one)).hasSameHashCodeAs(LicenceKey.of(one + ""));
        assertThat(LicenceKey.of(one).equals(LicenceKey.of(other))).isEqualTo(one.equals(other));
    }

    @Test
    void keysThatDifferAreNotEqual() {
        LicenceKey key = LicenceKey.of("ABCD");
        assertThat(key)
                .isNotEqualTo(LicenceKey.of("abcd"))
                .isNotEqualTo(LicenceKey.of("ABCD "))
                .isNotEqualTo(LicenceKey.of("ABC"))
                .isNotEqualTo("ABCD")
                .isNotEqualTo(null);
    }

    @Test
    void halfOfAPairIsNoQuestionMark() {
        // In UTF-8 both are one question mark.
        assertThat(LicenceKey.of("\uD800")).isNotEqualTo(LicenceKey.of("?")).isNotEqualTo(LicenceKey.of("\uD801"));
    }

    @Test
    void nothingSerialisesAKeyByAccident() {
        assertThat(LicenceKey.of("KEY")).isNotInstanceOf(Serializable.class);
        assertThat(LicenceKey.class).isFinal();
        assertThat(LicenceKey.class.getFields()).isEmpty();
        assertThat(LicenceKey.class.getConstructors()).isEmpty();
        assertThat(LicenceKey.class.getMethods())
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .extracting(Method::getName)
                .filteredOn(name -> !name.equals("getClass"))
                .noneMatch(name -> name.startsWith("get") || name.startsWith("is"));
    }

    @Test
    void onlyRevealTellsTheValue() {
        assertThat(LicenceKey.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .filteredOn(method -> method.getReturnType() == String.class
                        || method.getReturnType() == byte[].class
                        || method.getReturnType() == char[].class)
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("reveal", "toString");
    }
}
