package dev.licencekeys.error;

/** The database failed. Its own message is left out where it could carry the content of a row. */
public final class StoreException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    private final boolean canRetry;

    public StoreException(String message, boolean canRetry, Throwable cause) {
        super(message, cause);
        this.canRetry = canRetry;
    }

    public StoreException(String message, boolean canRetry) {
        super(message);
        this.canRetry = canRetry;
    }

    @Override
    public boolean isTransient() {
        return canRetry;
    }
}
