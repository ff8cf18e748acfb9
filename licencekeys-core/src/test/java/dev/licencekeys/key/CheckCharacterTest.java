package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the scheme promises, for every text there is of a length, and not for samples. */
class CheckCharacterTest {
    private static final String ALPHABET = KeyAlphabet.CHARACTERS;

    @Test
    void alphabetHasAPrimeNumberOfCharactersThatCannotBeMistaken() {
        assertThat(ALPHABET).hasSize(KeyAlphabet.SIZE).doesNotContain("0", "O", "Q", "1", "I", "L", "A", "E", "U");
        assertThat(ALPHABET.chars().distinct().count()).isEqualTo(23);
        assertThat(ALPHABET.chars()).isSorted().allMatch(c -> Character.isDigit(c) || Character.isUpperCase(c));
    }

    @Test
    void textWithItsCheckCharacterFitsAndWithAnyOtherDoesNot() {
        everyTextOf(3, text -> {
            char check = CheckCharacter.after(text);
            for (int c = 0; c < ALPHABET.length(); c++) {
                char other = ALPHABET.charAt(c);
                assertThat(CheckCharacter.ends(text + other)).isEqualTo(other == check);
            }
        });
    }

    @Test
    void everySingleWrongCharacterIsNoticed() {
        everyTextOf(3, text -> {
            String key = text + CheckCharacter.after(text);
            for (int i = 0; i < key.length(); i++) {
                for (int c = 0; c < ALPHABET.length(); c++) {
                    char wrong = ALPHABET.charAt(c);
                    if (wrong != key.charAt(i) && CheckCharacter.ends(replaced(key, i, wrong))) {
                        throw new AssertionError(key + " with " + wrong + " at " + i);
                    }
                }
            }
        });
    }

    @Test
    void everyExchangeOfNeighboursIsNoticed() {
        everyTextOf(3, text -> {
            String key = text + CheckCharacter.after(text);
            for (int i = 0; i + 1 < key.length(); i++) {
                if (key.charAt(i) != key.charAt(i + 1) && CheckCharacter.ends(exchanged(key, i, i + 1))) {
                    throw new AssertionError(key + " exchanged at " + i);
                }
            }
        });
    }

    @Test
    void everyExchangeIsNoticedUpTo21PlacesApart() {
        String zeros = ALPHABET.substring(0, 1).repeat(23);
        for (int one = 0; one < zeros.length(); one++) {
            for (int two = one + 1; two < zeros.length(); two++) {
                boolean noticed = true;
                for (int pair = 0; pair < 23 * 23; pair++) {
                    String text =
                            replaced(replaced(zeros, one, ALPHABET.charAt(pair / 23)), two, ALPHABET.charAt(pair % 23));
                    String key = text + CheckCharacter.after(text);
                    noticed &= pair / 23 == pair % 23 || !CheckCharacter.ends(exchanged(key, one, two));
                }
                assertThat(noticed).as("exchange of %d and %d", one, two).isEqualTo(two - one <= 21);
            }
        }
    }

    @Test
    void checkCharacterStaysWhatItIsInEveryRelease() {
        // By hand: B is 6 and C is 7; (6 · 5 + 7) · 5 = 185 leaves 1, and so needs nothing more: 2 is 0.
        assertThat(CheckCharacter.after("BC")).isEqualTo('2');
        assertThat(CheckCharacter.after("")).isEqualTo('3');
        assertThat(CheckCharacter.after("7KXM9DRTH4W")).isEqualTo('N');
    }

    private static void everyTextOf(int length, Consumer<String> check) {
        int texts = (int) Math.pow(KeyAlphabet.SIZE, length);
        for (int number = 0; number < texts; number++) {
            StringBuilder text = new StringBuilder();
            for (int rest = number, i = 0; i < length; i++, rest /= KeyAlphabet.SIZE) {
                text.append(ALPHABET.charAt(rest % KeyAlphabet.SIZE));
            }
            check.accept(text.toString());
        }
    }

    private static String replaced(String text, int index, char character) {
        return text.substring(0, index) + character + text.substring(index + 1);
    }

    private static String exchanged(String text, int one, int two) {
        return replaced(replaced(text, one, text.charAt(two)), two, text.charAt(one));
    }
}
