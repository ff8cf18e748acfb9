package dev.licencekeys.store;

import java.util.Comparator;

/**
 * Names an order line within a shop.
 *
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line, unique within the order
 */
public record LineRef(String orderId, String lineId) implements Comparable<LineRef> {
    private static final Comparator<LineRef> ORDER =
            Comparator.comparing(LineRef::orderId).thenComparing(LineRef::lineId);

    @Override
    public int compareTo(LineRef other) {
        return ORDER.compare(this, other);
    }
}
