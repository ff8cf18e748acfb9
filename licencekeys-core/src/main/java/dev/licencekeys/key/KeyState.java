package dev.licencekeys.key;

/** Where a key is in its life. */
public enum KeyState {
    /** In stock; can be given. */
    AVAILABLE,

    /** Given to an order line. */
    ASSIGNED,

    /** Taken out of stock; never given. */
    RETIRED
}
