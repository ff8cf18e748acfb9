package dev.licencekeys.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class PoolTest {
    @Test
    void poolIsNamedByItsTag() {
        assertThat(Pool.tagged("pro")).isEqualTo(Pool.tagged("pro")).isNotEqualTo(Pool.tagged("home"));
        assertThat(Pool.tagged("pro")).hasToString("pro");
    }

    @Test
    void untaggedPoolIsNoPoolWithATag() {
        assertThat(Pool.untagged()).isEqualTo(Pool.untagged()).isNotEqualTo(Pool.tagged("untagged"));
        assertThat(Pool.untagged()).hasToString("(untagged)");
    }

    @Test
    void whatIsNoTagNamesNoPool() {
        assertThatThrownBy(() -> Pool.tagged("Pro"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("tag"));
    }
}
