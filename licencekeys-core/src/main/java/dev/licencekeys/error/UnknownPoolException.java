package dev.licencekeys.error;

/** A tag was named for which no pool exists. */
public final class UnknownPoolException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    private final String pool;

    public UnknownPoolException(String pool) {
        super("there is no pool \"" + pool + "\"; upload keys to it, or create it with stock().createPool(tag)");
        this.pool = pool;
    }

    /** The name that was not found. */
    public String pool() {
        return pool;
    }
}
