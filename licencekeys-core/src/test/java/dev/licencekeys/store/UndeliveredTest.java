package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UndeliveredTest {
    @Test
    void theTopicOfAnEventIsInTheSamePartInEveryRelease() {
        // Nodes of two releases deliver side by side: in two parts, two events of a topic could overtake each other.
        assertThat(Undelivered.partOf("order 1001")).isEqualTo(2);
        assertThat(Undelivered.partOf("pool photo")).isEqualTo(14);
        assertThat(Undelivered.partOf("customers")).isEqualTo(5);
    }

    @Test
    void topicsAreSpreadOverAllParts() {
        assertThat(IntStream.range(0, 1_000)
                        .map(i -> Undelivered.partOf("order " + i))
                        .distinct())
                .hasSize(Undelivered.PARTS)
                .allMatch(part -> part >= 0 && part < Undelivered.PARTS);
    }
}
