package dev.licencekeys.key;

/** Where a key is in its life. */
public enum KeyState {
    /** In stock; can be given. */
    AVAILABLE,

    /** Given to an order line. */
    ASSIGNED,

    /** Given to an order line, and seen by the customer. */
    REVEALED,

    /** Taken out of stock; never given. */
    RETIRED
}
