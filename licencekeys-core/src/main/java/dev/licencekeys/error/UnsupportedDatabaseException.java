package dev.licencekeys.error;

/** The database is none of those that are supported; the message lists them. */
public final class UnsupportedDatabaseException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    public UnsupportedDatabaseException(String message) {
        super(message);
    }
}
