package dev.licencekeys.error;

/**
 * The connection that we were asked to join is not in a transaction that we can join: autocommit is on, it is read-only,
 * or it is closed. Refused before any SQL.
 */
public final class TransactionRefusedException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    public TransactionRefusedException(String message) {
        super(message);
    }
}
