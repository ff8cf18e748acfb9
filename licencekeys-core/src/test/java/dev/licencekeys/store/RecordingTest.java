package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.licencekeys.store.Recording.ChangedLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
}
