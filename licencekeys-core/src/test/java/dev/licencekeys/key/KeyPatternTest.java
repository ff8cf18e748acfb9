package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.text.KeyText;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {
    private static final Instant FROZEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CHARACTER = "[234579BCDFGHJKMNPRTVWXY]";

    @Property
    void keyHasThePattern(@ForAll("patterns") String pattern, @ForAll boolean checked) {
        KeyPattern generator = KeyGenerator.pattern(pattern).withPrefix("EXTRA-");
        if (checked && pattern.replaceAll("[^X]", "").length() > 1) {
            generator = generator.withCheckCharacter();
        }
        String key = generator.next(FROZEN);
        assertThat(key).matches("EXTRA-" + pattern.replace(".", "\\.").replace("X", CHARACTER));
        assertThat(generator.isWellFormed(key)).isTrue();
        assertThat(KeyText.problem(key)).isEmpty();
        assertThat(KeyText.normalForm(key)).isEqualTo(key);
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> inside =
                Arbitraries.strings().withChars("XXX-._ ").ofMinLength(0).ofMaxLength(30);
        return Arbitraries.oneOf(Arbitraries.of("X", "XX"), inside.map(text -> "X" + text + "X"));
    }

    @Test
    void everyCharacterOfEveryPlaceIsAsLikely() {
        KeyPattern plain = KeyGenerator.pattern("XXXXXXXXXXXX");
        List<String> keys =
                Stream.generate(() -> plain.next(FROZEN)).limit(40_000).toList();
        assertThat(keys).doesNotHaveDuplicates();
        Uniform.assertEquallyLikely(KeyAlphabet.CHARACTERS, keys);
        for (int i = 0; i < 12; i++) {
            int place = i;
            Uniform.assertEquallyLikely(
                    KeyAlphabet.CHARACTERS,
                    keys.stream().map(key -> key.substring(place, place + 1)).toList());
        }
        // So is the one that is computed.
        KeyPattern checked = KeyGenerator.pattern("XXXX").withCheckCharacter();
        Uniform.assertEquallyLikely(
                KeyAlphabet.CHARACTERS,
                Stream.generate(() -> checked.next(FROZEN).substring(3))
                        .limit(40_000)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "---", " ", "-XXXX", "XXXX-", " XXXX", "XXXX "})
    void patternThatDoesNotBeginAndEndWithARandomCharacterIsRefused(String pattern) {
        assertThatThrownBy(() -> KeyGenerator.pattern(pattern))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("pattern"))
                .hasMessageContaining("write it like XXXX-XXXX-XXXX");
    }

    @ParameterizedTest
    @CsvSource({"EXTRA-XXXX, U+0045", "xxxx, U+0078", "XX#XX, U+0023", "XX\tXX, U+0009", "XX\uD83D\uDD11XX, U+1F511"})
    void patternWithFixedTextIsRefused(String pattern, String character) {
        assertThatThrownBy(() -> KeyGenerator.pattern(pattern))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("contains " + character + ";")
                .hasMessageContaining("withPrefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " PRO", "\u200BPRO", "PRO\u0000", "PRO\n", "PRO\uD83D", "P\u200BRO"})
    void prefixThatCannotBePartOfAKeyIsRefused(String prefix) {
        KeyPattern pattern = KeyGenerator.pattern("XXXX");
        assertThatThrownBy(() -> pattern.withPrefix(prefix))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("prefix"));
    }

    @Test
    void keysHaveAtMostAHundredCharacters() {
        String pattern = "X".repeat(96);
        assertThat(KeyGenerator.pattern(pattern + "XXXX").next(FROZEN)).hasSize(100);
        assertThat(KeyGenerator.pattern(pattern).withPrefix("PRO-").next(FROZEN))
                .hasSize(100);
        assertThatThrownBy(() -> KeyGenerator.pattern(pattern + "XXXXX"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("pattern makes keys of 101 characters; at most 100 are allowed");
        assertThatThrownBy(() -> KeyGenerator.pattern(pattern).withPrefix("PRO--"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("prefix makes keys of 101 characters; at most 100 are allowed");
    }

    @Test
    void checkCharacterNeedsSomethingToCheck() {
        KeyPattern pattern = KeyGenerator.pattern("X");
        assertThatThrownBy(pattern::withCheckCharacter)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has only one X");
    }

    @Test
    void checkCharacterStaysWhateverIsAddedAfterwards() {
        KeyPattern pattern = KeyGenerator.pattern("XXXX")
                .withCheckCharacter()
                .accepting(1, 1)
                .withPrefix("PRO-");
        assertThat(pattern.isWellFormed("PRO-BC22")).isFalse();
        assertThat(pattern.isWellFormed("PRO-22BC")).isFalse();
        assertThat(pattern.isWellFormed("PRO-2BC2")).isTrue();
    }

    @Test
    void everyTypingErrorInOneCharacterIsNoticed() {
        KeyPattern pattern =
                KeyGenerator.pattern("XXXX-XXXX").withPrefix("B2B ").withCheckCharacter();
        String key = pattern.next(FROZEN);
        assertThat(pattern.isWellFormed(key)).isTrue();
        for (int i = 0; i < key.length(); i++) {
            for (char wrong = ' '; wrong <= '~'; wrong++) {
                String typed = key.substring(0, i) + wrong + key.substring(i + 1);
                assertThat(pattern.isWellFormed(typed)).isEqualTo(typed.equals(key));
            }
            assertThat(pattern.isWellFormed(key.substring(0, i) + key.substring(i + 1)))
                    .isFalse();
            assertThat(pattern.isWellFormed(key.substring(0, i) + 'X' + key.substring(i)))
                    .isFalse();
        }
    }

    @Test
    void withoutCheckCharacterOnlyTheShapeIsLookedAt() {
        KeyPattern pattern = KeyGenerator.pattern("XX-XX");
        assertThat(pattern.isWellFormed("22-22")).isTrue();
        assertThat(pattern.isWellFormed("XY-WV")).isTrue();
        assertThat(List.of("", "22-2", "22-222", "2222", "22 22", "22-20", "22-2O", "xy-wv", "22-22 "))
                .noneMatch(pattern::isWellFormed);
    }

    @Test
    void threadsMayShareIt() throws Exception {
        KeyPattern pattern = KeyGenerator.pattern("XXXX-XXXX-XXXX-XXXX");
        assertThat(Threads.together(20_000, i -> pattern.next(FROZEN))).doesNotHaveDuplicates();
    }

    @Test
    void textIsThePattern() {
        KeyPattern pattern = KeyGenerator.pattern("XXXX-XXXX").withPrefix("PRO-");
        assertThat(pattern).hasToString("\"PRO-XXXX-XXXX\"");
        assertThat(pattern.withCheckCharacter()).hasToString("\"PRO-XXXX-XXXX\" with a check character");
    }
}
