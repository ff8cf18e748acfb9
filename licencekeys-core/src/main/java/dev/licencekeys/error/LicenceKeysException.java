package dev.licencekeys.error;

/**
 * The root of everything that this library throws on purpose. Whenever it is thrown, nothing of the call is kept once
 * the transaction is rolled back. No message contains the value of a licence key.
 */
public abstract sealed class LicenceKeysException extends RuntimeException
        permits ActRefusedException,
                BusyException,
                ConflictingOrderException,
                InvalidInputException,
                PoolInUseException,
                RateLimitedException,
                SchemaException,
                ShortageException,
                StoreException,
                TransactionRefusedException,
                UnknownKeyException,
                UnknownPoolException,
                UnsupportedDatabaseException {
    private static final long serialVersionUID = 1L;

    LicenceKeysException(String message) {
        super(message);
    }

    LicenceKeysException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells whether the same call may succeed when it is tried again.
     *
     * <p>A call in a transaction of our own has been tried again already when this reaches the host. A call that joined
     * the host's transaction has not: roll back, and repeat the host's whole transaction.
     */
    public boolean isTransient() {
        return false;
    }
}
