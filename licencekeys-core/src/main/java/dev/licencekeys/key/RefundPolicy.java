package dev.licencekeys.key;

/** What becomes of the keys of units that are refunded or cancelled. */
public enum RefundPolicy {
    /** The customer keeps them. */
    KEEP,

    /** Those that the customer has not seen go back to stock, for others; those that were seen are revoked. */
    RETURN_UNREVEALED,

    /** They are revoked. */
    REVOKE
}
