package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Refund.Part;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.RefundPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefundTest {
    private static Refund of(Part... parts) {
        return new Refund("r", "1", List.of(parts), RefundPolicy.KEEP, Optional.empty());
    }

    @Test
    void isOfAtLeastOneLineEachOnce() {
        assertThatThrownBy(RefundTest::of)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("refund.parts is empty; a refund is of at least 1 line");
        assertThatThrownBy(() -> of(new Part("1", 1), new Part("2", 1), new Part("1", 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("refund.parts has the line \"1\" twice; add the units up");
    }

    @Test
    void isOfAtLeastOneUnit() {
        assertThat(new Part("1", 1).units()).isEqualTo(1);
        for (int units : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> new Part("1", units))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("units of line \"1\" is " + units + "; refund at least 1 unit");
        }
    }

    @Test
    void cancellationIsOfAllUnitsOfAllLines() {
        Order order = Order.of("1", OrderLine.of("a", "p", 2), OrderLine.of("b", "q", 1));
        assertThat(Refund.ofOrder("r", order))
                .isEqualTo(of(new Part("a", Refund.ALL_UNITS), new Part("b", Refund.ALL_UNITS)));
    }
}
