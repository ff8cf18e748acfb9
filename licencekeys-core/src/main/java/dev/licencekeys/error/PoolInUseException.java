package dev.licencekeys.error;

/** A pool was to be deleted that something needs still. The message says what, and what to do. */
public final class PoolInUseException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    private final String pool;

    public PoolInUseException(String pool, String why) {
        super("the pool \"" + pool + "\" " + why);
        this.pool = pool;
    }

    /** The name of the pool. */
    public String pool() {
        return pool;
    }
}
