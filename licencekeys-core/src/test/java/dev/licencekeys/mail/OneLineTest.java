package dev.licencekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.text.Characters;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    private static final int MOST = OneLine.MAX_LENGTH - 1;

    @ParameterizedTest
    @CsvSource({
        "Photo Editor, Photo Editor",
        "'  a \r\n\t b ', a b",
        "'a\u2028b\u0000c', a b c",
        "'a\u202Eb\u2066c', abc",
        "'a\uD800b\uFFFEc', a\uFFFDb\uFFFDc",
        "👩‍💻 שלום <b>, 👩‍💻 שלום <b>"
    })
    void aNameStaysOnItsLine(String name, String line) {
        assertThat(OneLine.of(name)).isEqualTo(line);
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        assertThat(OneLine.of("x".repeat(MOST + 1))).isEqualTo("x".repeat(MOST + 1));
        assertThat(OneLine.of("x".repeat(10_000))).isEqualTo("x".repeat(MOST) + "…");
        assertThat(OneLine.of("🔑".repeat(10_000))).isEqualTo("🔑".repeat(MOST / 2) + "…");
        assertThat(OneLine.of("x".repeat(MOST - 1) + "é".repeat(9))).isEqualTo("x".repeat(MOST - 1) + "é…");
        assertThat(OneLine.of("x".repeat(MOST - 1) + "e\u0301" + "x".repeat(9)))
                .as("an accent is not torn off")
                .isEqualTo("x".repeat(MOST - 1) + "…");
        assertThat(OneLine.of("e" + "\u0301".repeat(10_000))).hasSize(MOST + 1);
    }

    @Test
    void aHeapOfMarksIsNotCutWithinAPair() {
        // Letter and marks are pairs, all of them one character.
        String line = OneLine.of("\uD835\uDC00" + "\uD834\uDD67".repeat(150));
        assertThat(line).isEqualTo("\uD835\uDC00" + "\uD834\uDD67".repeat(98) + "…");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202A, 0x202E, 0x2066, 0x2069})
    void marksThatTurnTheDirectionAreLeftOut(int mark) {
        assertThat(OneLine.of("a" + Character.toString(mark) + "b")).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF})
    void whatHtmlForbidsIsReplaced(int noCharacter) {
        assertThat(OneLine.of("a" + Character.toString(noCharacter) + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200D, 0x2065, 0x206A, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000})
    void theirNeighboursStay(int character) {
        String text = "a" + Character.toString(character) + "b";
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @Property
    void whateverComesIsOneShortLine(@ForAll String text) {
        String line = OneLine.of(text);
        assertThat(line).hasSizeLessThanOrEqualTo(OneLine.MAX_LENGTH).isEqualTo(OneLine.of(line));
        assertThat(Characters.first(line, c -> Characters.isControl(c) || Characters.isUnpairedSurrogate(c)))
                .isEmpty();
    }
}
