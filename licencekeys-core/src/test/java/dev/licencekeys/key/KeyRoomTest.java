package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.licencekeys.error.InvalidInputException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generator with too few different keys says so before the first is made, and not by a failed order. */
class KeyRoomTest {
    @Test
    void tooManyKeysAreRefusedWithTheArithmetic() {
        KeyPattern pattern = KeyGenerator.pattern("XXXX-XXXX-XXXX");
        assertThatCode(() -> pattern.requireRoomFor(200_000)).doesNotThrowAnyException();
        // 23^12 = 21914624432020321; 10^6 (10^6 - 1) / 2 / 23^12 = 2.28e-5; 10^6 / 23^12 = 4.56e-11.
        assertThatThrownBy(() -> pattern.requireRoomFor(1_000_000))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("keys"))
                .hasMessage("keys is 1000000, and pattern \"XXXX-XXXX-XXXX\" makes 23^12 = 2.2e+16 different ones: "
                        + "2.3e-05 pairs of equal keys are to be expected (at most 1.0e-06 are allowed), "
                        + "and a guess is right with a probability of 4.6e-11 (at most 1.0e-09 is allowed); "
                        + "there is room for 209354 keys; 13 random characters would have room");
    }

    @Test
    void fewKeysMayBeTooEasyToGuess() {
        // Pairs would allow 395.
        KeyPattern pattern = KeyGenerator.pattern("XXXX-XXXX");
        assertThatCode(() -> pattern.requireRoomFor(78)).doesNotThrowAnyException();
        assertThatThrownBy(() -> pattern.requireRoomFor(79)).hasMessageContaining("there is room for 78 keys");
        KeyPattern one = KeyGenerator.pattern("XXXX");
        assertThatCode(() -> one.requireRoomFor(0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> one.requireRoomFor(1)).hasMessageContaining("there is room for 0 keys");
    }

    @Test
    void computedCharacterAddsNoRoom() {
        KeyPattern pattern = KeyGenerator.pattern("XXXX-XXXX").withCheckCharacter();
        assertThatThrownBy(() -> pattern.requireRoomFor(78)).hasMessageContaining("23^7 =");
        assertThatThrownBy(() -> KeyGenerator.pattern("XXXX-XXXX")
                        .withPrefix("PRO-2026-")
                        .requireRoomFor(79))
                .hasMessageContaining("23^8 =");
    }

    @Property
    void roomIsWhatTheMessageSays(@ForAll @IntRange(min = 7, max = 15) int characters) {
        KeyPattern pattern = KeyGenerator.pattern("X".repeat(characters));
        Matcher room = Pattern.compile("room for (\\d+) keys; (\\d+) random")
                .matcher(catchThrowable(() -> pattern.requireRoomFor(100_000_000))
                        .getMessage());
        assertThat(room.find()).isTrue();
        long keys = Long.parseLong(room.group(1));
        assertThatCode(() -> pattern.requireRoomFor(keys)).doesNotThrowAnyException();
        assertThatThrownBy(() -> pattern.requireRoomFor(keys + 1)).isInstanceOf(InvalidInputException.class);
        int enough = Integer.parseInt(room.group(2));
        assertThatCode(() -> KeyGenerator.pattern("X".repeat(enough)).requireRoomFor(100_000_000))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> KeyGenerator.pattern("X".repeat(enough - 1)).requireRoomFor(100_000_000))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void hostMayAcceptOtherOdds() {
        KeyPattern voucher = KeyGenerator.pattern("XXXX-XXXX").accepting(1e-3, 1e-6);
        assertThatCode(() -> voucher.withPrefix("V-").requireRoomFor(10_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> voucher.withCheckCharacter().requireRoomFor(10_000))
                .hasMessageContaining("at most 1.0e-03 are allowed")
                .hasMessageContaining("at most 1.0e-06 is allowed");
        assertThatCode(() -> KeyGenerator.pattern("X").accepting(1, 1).requireRoomFor(7))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> KeyGenerator.pattern("X").accepting(1, 1).requireRoomFor(8))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void oddsThatAreAcceptedMayBeReached() {
        KeyPattern pairs = KeyGenerator.pattern("X").accepting(3 / 23.0, 1);
        assertThatCode(() -> pairs.requireRoomFor(3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> pairs.requireRoomFor(4)).isInstanceOf(InvalidInputException.class);
        KeyPattern guess = KeyGenerator.pattern("X").accepting(1, 3 / 23.0);
        assertThatCode(() -> guess.requireRoomFor(3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> guess.requireRoomFor(4)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void noneIsNeverTooMany() {
        for (KeyGenerator generator : List.of(KeyGenerator.ulid(), KeyGenerator.random128())) {
            assertThatCode(() -> generator.requireRoomFor(0)).doesNotThrowAnyException();
            assertThatThrownBy(() -> generator.requireRoomFor(-1)).hasMessage("keys is -1; it must not be negative");
        }
    }

    @Test
    void noLongerKeyIsAdvisedThanThereMayBe() {
        KeySpace space = new KeySpace("pattern", 23, 4);
        assertThatThrownBy(() -> space.requireRoomFor(2, new KeyOdds(1 / Math.pow(23, 100), 1)))
                .hasMessageEndingWith("; 100 random characters would have room");
        assertThatThrownBy(() -> space.requireRoomFor(2, new KeyOdds(1 / Math.pow(23, 101), 1)))
                .hasMessageEndingWith("there is room for 1 keys");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoProbabilityIsRefused(double odds) {
        KeyPattern pattern = KeyGenerator.pattern("XXXX");
        assertThatThrownBy(() -> pattern.accepting(odds, 0.5)).hasMessageContaining("equalPairs is " + odds);
        assertThatThrownBy(() -> pattern.accepting(0.5, odds)).hasMessageContaining("guess is " + odds);
    }

    @Test
    void noPatternIsLongEnoughForSomeOdds() {
        KeyPattern pattern = KeyGenerator.pattern("XXXX").accepting(Double.MIN_VALUE, 1);
        assertThatThrownBy(() -> pattern.requireRoomFor(10)).hasMessageEndingWith("there is room for 1 keys");
        assertThatThrownBy(() -> pattern.requireRoomFor(-1)).hasMessage("keys is -1; it must not be negative");
    }

    @Test
    void asManyPairsOfEqualKeysComeAsAreExpected() {
        // The birthday bound, by trial: 2,000 of 23^4 keys make 7.1 pairs; fifty trials 357, give or take 19.
        long pairs = 0;
        Random random = new Random(23);
        for (int trial = 0; trial < 50; trial++) {
            int[] seen = new int[23 * 23 * 23 * 23];
            for (int key = 0; key < 2_000; key++) {
                pairs += seen[random.nextInt(seen.length)]++;
            }
        }
        assertThat(pairs).isBetween(250L, 460L);
        assertThatThrownBy(() -> KeyGenerator.pattern("XXXX").requireRoomFor(2_000))
                .hasMessageContaining("7.1e+00 pairs of equal keys");
    }
}
