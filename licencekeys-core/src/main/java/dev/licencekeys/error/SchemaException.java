package dev.licencekeys.error;

/** The tables in the database are missing, or not of the version that this library works with. Nothing was written. */
public final class SchemaException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message) {
        super(message);
    }

    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
