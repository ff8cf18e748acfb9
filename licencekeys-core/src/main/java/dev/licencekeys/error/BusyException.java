package dev.licencekeys.error;

/**
 * Keys, or the rows that guard them, were held by unfinished transactions until the deadline passed. Nothing was
 * written, and nothing says that keys are short: trying again may help.
 */
public final class BusyException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    public BusyException(String message) {
        super(message);
    }

    public BusyException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
