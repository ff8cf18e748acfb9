package dev.licencekeys.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikeFormTest {
    @ParameterizedTest
    @ValueSource(strings = {"AB01-L", "ab-o1-1", "ABOI1", "a b 0 l i", "\uFF21B\uFF10II"})
    void whatAPersonWouldTakeForOneKeyHasOneForm(String key) {
        assertThat(LookAlikeForm.of(key)).isEqualTo("AB011");
    }

    @Test
    void keysOfMarksAloneAreTakenAsTheyAre() {
        assertThat(LookAlikeForm.of("--*")).isEqualTo("--*");
        assertThat(LookAlikeForm.of("*--")).isEqualTo("*--");
    }

    @Test
    void otherFormsHaveOtherHashes() {
        Set<Long> hashes = new HashSet<>();
        IntStream.range(0, 1_000).forEach(i -> hashes.add(LookAlikeForm.hash("FORM" + i)));
        assertThat(hashes).hasSize(1_000);
        assertThat(LookAlikeForm.hash("FORM")).isEqualTo(LookAlikeForm.hash("FORM"));
    }
}
