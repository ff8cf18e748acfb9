package dev.licencekeys.display;

/** What a customer can do with the keys of an order line. */
public enum LineState {
    /** It has at least one key, which can be shown; others may be on their way. */
    READY,

    /** It has no key yet, and waits for some. */
    WAITING,

    /** It has no key and waits for none: it was refunded, or its keys were revoked or withdrawn. */
    NOT_AVAILABLE
}
