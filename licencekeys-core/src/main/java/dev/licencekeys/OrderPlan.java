package dev.licencekeys;

import dev.licencekeys.product.ProductRef;
import java.util.List;

/**
 * What {@link LicenceKeys#fulfil} would do with an order just now. Nothing is locked or kept for it: {@code
 * keys.fulfil(plan.order())} applies it, together with whatever changed since.
 *
 * @param order the order, as it was given
 * @param lines one for each line of the order, in its order
 */
public record OrderPlan(Order order, List<Line> lines) {
    /**
     * What would be done with a line.
     *
     * @param lineId the shop's id of the line
     * @param product what it sells
     * @param carriesKeys whether its product carries keys at all
     * @param keep keys that it has and is to have
     * @param add keys that it is owed; what is not available then has to wait, or is rejected
     * @param surplus keys that it has beyond its units; they stay with it, unless a {@linkplain LicenceKeys#refund refund}
     *     takes them
     */
    public record Line(String lineId, ProductRef product, boolean carriesKeys, int keep, int add, int surplus) {}

    /** Makes the list unmodifiable. */
    public OrderPlan {
        lines = List.copyOf(lines);
    }

    /** Tells whether there is nothing to add. */
    public boolean isSettled() {
        return lines.stream().allMatch(line -> line.add() == 0);
    }
}
