package dev.licencekeys.key;

/** What becomes of a key that is taken from an order line. */
public enum Withdrawal {
    /** Back to the stock of its pool, behind the keys there; only a key that the customer has not seen. */
    RETURN("returned to stock"),

    /** Never given to anybody again; what was on record of it stays, and it can be given back to its line. */
    REVOKE("revoked"),

    /** Never given to anybody again, for good. */
    RETIRE("retired");

    private final String done;

    Withdrawal(String done) {
        this.done = done;
    }

    /** What happened, as the end of a sentence. */
    public String done() {
        return done;
    }
}
