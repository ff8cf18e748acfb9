package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyGeneratorTest {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_BITS = 80;
    private static final Instant FROZEN = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final KeyGenerator generator = KeyGenerator.ulid();

    @Test
    void noKeyOfOneMomentTellsAnother() {
        List<BigInteger> keys = Stream.generate(() -> generator.next(FROZEN))
                .limit(200_000)
                .map(KeyGeneratorTest::number)
                .sorted()
                .toList();
        // Of 200,000 sound keys two come that close with a probability of 4 in 100,000,000.
        BigInteger tooClose = BigInteger.ONE.shiftLeft(20);
        BigInteger closest = IntStream.range(1, keys.size())
                .mapToObj(i -> keys.get(i).subtract(keys.get(i - 1)))
                .min(BigInteger::compareTo)
                .orElseThrow();
        assertThat(closest).isGreaterThanOrEqualTo(tooClose);
    }

    @Test
    void everyRandomBitIsRandom() {
        int keys = 20_000;
        int[] ones = new int[RANDOM_BITS];
        for (int i = 0; i < keys; i++) {
            BigInteger key = number(generator.next(FROZEN));
            for (int bit = 0; bit < RANDOM_BITS; bit++) {
                ones[bit] += key.testBit(bit) ? 1 : 0;
            }
        }
        // Seven standard deviations on either side of the half.
        assertThat(IntStream.of(ones)).allMatch(count -> Math.abs(count - keys / 2) < 495);
    }

    @Test
    void keysAre26CharactersThatCannotBeMistaken() {
        assertThat(Stream.generate(() -> generator.next(FROZEN)).limit(1_000))
                .allMatch(key -> key.matches("[" + CROCKFORD + "]{26}"));
    }

    @Test
    void firstTenCharactersTellTheMillisecond() {
        for (Instant now : List.of(FROZEN, Instant.EPOCH, Instant.parse("2999-12-31T23:59:59.999999999Z"))) {
            assertThat(number(generator.next(now)).shiftRight(RANDOM_BITS)).isEqualTo(now.toEpochMilli());
            assertThat(number(generator.next(now).substring(0, TIME_CHARACTERS)))
                    .isEqualTo(now.toEpochMilli());
        }
    }

    @Test
    void clockThatGoesBackwardsHarmsNothing() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            // A day back, a second forth, a second back …
            Instant now = FROZEN.minus(Duration.ofDays(i % 2)).plusSeconds(i % 3 - 1L);
            String key = generator.next(now);
            assertThat(number(key).shiftRight(RANDOM_BITS)).isEqualTo(now.toEpochMilli());
            keys.add(key);
        }
        assertThat(keys).hasSize(10_000);
    }

    @Test
    void threadsMayShareIt() throws Exception {
        assertThat(Threads.together(20_000, i -> generator.next(FROZEN))).doesNotHaveDuplicates();
    }

    private static BigInteger number(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = CROCKFORD.indexOf(text.charAt(i));
            assertThat(digit).isNotNegative();
            number = number.shiftLeft(5).add(BigInteger.valueOf(digit));
        }
        return number;
    }
}
