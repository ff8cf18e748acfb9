package dev.licencekeys.error;

/**
 * An order line that is known already came again as something else: another product or variant. Nothing of its order was
 * changed.
 */
public final class ConflictingOrderException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    private final String orderId;
    private final String lineId;

    public ConflictingOrderException(String orderId, String lineId, String problem) {
        super("order \"" + orderId + "\", line \"" + lineId + "\": " + problem);
        this.orderId = orderId;
        this.lineId = lineId;
    }

    /** The order that conflicts with what is on record. */
    public String orderId() {
        return orderId;
    }

    /** The line of that order. */
    public String lineId() {
        return lineId;
    }
}
