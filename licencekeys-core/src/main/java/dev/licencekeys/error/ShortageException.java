package dev.licencekeys.error;

/** Thrown only on request, by {@link dev.licencekeys.Fulfilment#requireComplete()}, for hosts that would rather unwind. */
public final class ShortageException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    private final String orderId;
    private final int waiting;

    public ShortageException(String orderId, int waiting) {
        super("order \"" + orderId + "\": " + waiting + " of its keys are not available yet");
        this.orderId = orderId;
        this.waiting = waiting;
    }

    /** The order that is short of keys. */
    public String orderId() {
        return orderId;
    }

    /** How many keys are missing. */
    public int waiting() {
        return waiting;
    }
}
