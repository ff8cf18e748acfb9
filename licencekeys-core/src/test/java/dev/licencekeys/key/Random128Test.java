package dev.licencekeys.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Random128Test {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Instant FROZEN = Instant.parse("2026-01-01T00:00:00Z");

    private final KeyGenerator generator = KeyGenerator.random128();

    @Test
    void everyCharacterOfEveryPlaceIsAsLikely() {
        List<String> keys =
                Stream.generate(() -> generator.next(FROZEN)).limit(20_000).toList();
        assertThat(keys).allMatch(key -> key.length() == 26).doesNotHaveDuplicates();
        Uniform.assertEquallyLikely(CROCKFORD, keys);
        for (int i = 0; i < 26; i++) {
            int place = i;
            Uniform.assertEquallyLikely(
                    CROCKFORD,
                    keys.stream().map(key -> key.substring(place, place + 1)).toList());
        }
    }

    @Test
    void keyTellsNoTime() {
        // Those of one moment share no more than those of two: no beginning of four characters comes often.
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> generator.next(FROZEN).substring(0, 4))
                        .distinct()
                        .count())
                .isGreaterThan(980);
    }

    @Test
    void threadsMayShareIt() throws Exception {
        assertThat(Threads.together(20_000, i -> generator.next(FROZEN))).doesNotHaveDuplicates();
    }

    @Test
    void thereIsRoomForAllKeysOfTheWorld() {
        assertThatCode(() -> generator.requireRoomFor(10_000_000_000_000_000L)).doesNotThrowAnyException();
        assertThatThrownBy(() -> generator.requireRoomFor(Long.MAX_VALUE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("random128 makes 32^26 = 1.4e+39 different ones");
        assertThatThrownBy(() -> generator.requireRoomFor(-1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void generatorsThatSayNothingHaveRoom() {
        KeyGenerator own = now -> "KEY";
        assertThatCode(() -> own.requireRoomFor(Long.MAX_VALUE)).doesNotThrowAnyException();
        assertThatCode(() -> KeyGenerator.ulid().requireRoomFor(Long.MAX_VALUE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> own.requireRoomFor(-1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("keys is -1; it must not be negative");
    }
}
