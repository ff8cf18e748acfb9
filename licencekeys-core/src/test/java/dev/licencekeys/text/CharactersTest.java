package dev.licencekeys.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "\r\n",
                "\u000B",
                "\u0085",
                "\u0000",
                "\u007F", // controls
                "\u00A0",
                "\u1680",
                "\u2007",
                "\u202F",
                "\u3000",
                "\u2028",
                "\u2029", // spaces
                "\u00AD",
                "\u200B",
                "\u200E",
                "\u2060",
                "\uFEFF",
                "\uDB40\uDC41", // format characters
                " \u00A0\t\u200B\u3000 "
            })
    void textThatShowsNothingIsBlank(String text) {
        assertThat(Characters.isBlank(text)).isTrue();
        assertThat(Characters.isBlank(Characters.trim(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "\u00A0.\u200B", "\uD83D\uDD11", "\uD800", "\u0301", "\u4E00"})
    void textThatShowsSomethingIsNotBlank(String text) {
        assertThat(Characters.isBlank(text)).isFalse();
        assertThat(Characters.trim(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEY",
                " KEY",
                "KEY ",
                "\tKEY\r\n",
                "\u00A0KEY\u00A0",
                "\u3000KEY",
                "KEY\u200B",
                "\uFEFFKEY",
                " \u00A0\u200B KEY \u3000\u202F\n"
            })
    void trimTakesOffSpacesOfAllKinds(String text) {
        assertThat(Characters.trim(text)).isEqualTo("KEY");
    }

    @Test
    void trimLeavesWhatIsInside() {
        assertThat(Characters.trim(" A B\u00A0\u200BC ")).isEqualTo("A B\u00A0\u200BC");
    }

    @Test
    void trimKeepsPairsWhole() {
        assertThat(Characters.trim(" \uD83D\uDD11A\uD83D\uDD11 ")).isEqualTo("\uD83D\uDD11A\uD83D\uDD11");
        assertThat(Characters.trim("\uD800 ")).isEqualTo("\uD800");
    }

    @Test
    void trimLeavesWhatIsToBeRefused() {
        // U+E0041 is invisible, and a pair; it also ends the flags of countries.
        assertThat(Characters.trim(" \uDB40\uDC41KEY\uDB40\uDC41")).isEqualTo("\uDB40\uDC41KEY\uDB40\uDC41");
        assertThat(Characters.trim("KEY\u0000 ")).isEqualTo("KEY\u0000");
    }

    @Property
    void trimTwiceIsTrimOnce(@ForAll(supplier = Texts.class) String text) {
        String once = Characters.trim(text);
        assertThat(Characters.trim(once)).isEqualTo(once);
        assertThat(text).contains(once);
        assertThat(Characters.isBlank(once)).isEqualTo(Characters.isBlank(text));
    }

    @Property
    void whatIsTrimmedOffShowsNothing(@ForAll(supplier = Texts.class) String text) {
        String trimmed = Characters.trim(text);
        int start = text.indexOf(trimmed);
        assertThat(Characters.isBlank(text.substring(0, start))).isTrue();
        assertThat(Characters.isBlank(text.substring(start + trimmed.length()))).isTrue();
    }

    @Property
    void spacesAroundAKeyAreTrimmedWhateverTheyAre(
            @ForAll("spaces") String before,
            @ForAll("spaces") String after,
            @ForAll(supplier = Texts.class) String text) {
        String key = "[" + text + "]";
        assertThat(Characters.trim(before + key + after)).isEqualTo(key);
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.strings()
                .withChars(" \t\r\n\u00A0\u200B\u3000\uFEFF")
                .ofMaxLength(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, true",
        "0009, true",
        "001F, true",
        "0020, false",
        "007E, false",
        "007F, true",
        "009F, true",
        "00A0, false",
        "2028, true",
        "2029, true",
        "200B, false",
        "1F511, false"
    })
    void controls(String hex, boolean control) {
        assertThat(Characters.isControl(Integer.parseInt(hex, 16))).isEqualTo(control);
    }

    @ParameterizedTest
    @CsvSource({"D7FF, false", "D800, true", "DBFF, true", "DC00, true", "DFFF, true", "E000, false", "1F511, false"})
    void halvesOfPairs(String hex, boolean half) {
        assertThat(Characters.isUnpairedSurrogate(Integer.parseInt(hex, 16))).isEqualTo(half);
    }

    @ParameterizedTest
    @CsvSource({
        "00AD, true",
        "200B, true",
        "200D, true",
        "200E, true",
        "202E, true",
        "2066, true",
        "FEFF, true",
        "E0041, true",
        "0041, false",
        "0301, false",
        "00A0, false",
        "1F511, false"
    })
    void formatCharacters(String hex, boolean format) {
        assertThat(Characters.isFormat(Integer.parseInt(hex, 16))).isEqualTo(format);
    }

    @Test
    void firstUnwantedCharacterIsFound() {
        assertThat(Characters.first("AB\u0001C\u0002", Characters::isControl)).hasValue(1);
        assertThat(Characters.first("A\uD83D\uDD11\uDC00", Characters::isUnpairedSurrogate))
                .hasValue(0xDC00);
        assertThat(Characters.first("A\uD83D\uDD11", Characters::isUnpairedSurrogate))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void namesOfCharactersAreTheSameInEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(Characters.name(0)).isEqualTo("U+0000");
            assertThat(Characters.name(0xA0)).isEqualTo("U+00A0");
            assertThat(Characters.name(0x1F511)).isEqualTo("U+1F511");
        } finally {
            Locale.setDefault(before);
        }
    }
}
