package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.Recording.ChangedLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written of lines, and what is known of those that did not come yet. */
class RecordingTest {
    private static final LineRef ONE = new LineRef("1", "1");
    private static final LineRef OTHER = new LineRef("1", "2");

    private static ChangedLine changed(LineRef line) {
        return new ChangedLine(line, Optional.empty(), LineCounts.NONE, Set.of());
    }

    @Test
    void onlySomeLinesAreChanged() {
        Recording both = Recording.changing(List.of(changed(ONE), changed(OTHER)));
        assertThat(both.onlyChangesOf(Set.of(OTHER))).isEqualTo(Recording.changing(List.of(changed(OTHER))));
        assertThat(both.onlyChangesOf(Set.of(ONE, OTHER))).isEqualTo(both);
    }

    @Test
    void aLineThatDidNotComeSellsNothing() {
        StoredLine refunded = new StoredLine(ONE, Optional.empty(), LineCounts.NONE, List.of(), Instant.EPOCH);
        assertThatIllegalStateException().isThrownBy(refunded::product).withMessageContaining("did not come yet");
    }

    @Test
    void numbersOfKeysThatALineHadAreNotGivenAgainWhileItHasALaterOne() {
        StoredLine line = new StoredLine(ONE, Optional.empty(), LineCounts.NONE, List.of(), Instant.EPOCH);
        assertThat(line.nextNumber()).isEqualTo(1);
        SealedValue value = new SealedValue(new byte[1]);
        StoredKey third = new StoredKey(new KeyId(new UUID(1, 3)), 3, value, Instant.EPOCH);
        StoredKey first = new StoredKey(new KeyId(new UUID(1, 1)), 1, value, Instant.EPOCH);
        assertThat(line.withKeys(List.of(third, first)).nextNumber()).isEqualTo(4);
    }
}
