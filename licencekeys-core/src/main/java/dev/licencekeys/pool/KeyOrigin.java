package dev.licencekeys.pool;

/** Where a key came from. */
public enum KeyOrigin {
    /** The merchant uploaded it. */
    UPLOADED,

    /** It was made for an order. */
    GENERATED,

    /** It was made for a test order, and is never genuine. */
    TEST
}
