package dev.licencekeys.key;

/** Where a key is in its life. */
public enum KeyState {
    /** In stock; can be given. */
    AVAILABLE,

    /** Given to an order line. */
    ASSIGNED,

    /** Given to an order line, and seen by the customer. */
    REVEALED,

    /** Withdrawn from an order line; never given to another. */
    REVOKED,

    /** Taken out of stock, or from an order line; never given. */
    RETIRED
}
