package dev.licencekeys.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, Limits.PAGE - 1, Limits.PAGE})
    void aPageHasAThousandItemsAtMost(int limit) {
        assertThat(Limits.page(limit)).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Limits.PAGE + 1, Integer.MAX_VALUE})
    void anythingElseIsRefused(int limit) {
        assertThatThrownBy(() -> Limits.page(limit))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("limit is " + limit + "; it must be between 1 and 1000");
    }
}
