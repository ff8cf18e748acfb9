package dev.licencekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineRefTest {
    @Test
    void linesAreOrderedByOrderAndThenByLine() {
        assertThat(new LineRef("a", "2")).isLessThan(new LineRef("b", "1"));
        assertThat(new LineRef("a", "1")).isLessThan(new LineRef("a", "2"));
        assertThat(new LineRef("a", "1")).isEqualByComparingTo(new LineRef("a", "1"));
    }
}
