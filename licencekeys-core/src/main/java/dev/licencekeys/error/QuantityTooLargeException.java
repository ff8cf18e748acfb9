package dev.licencekeys.error;

/** More keys were asked for on one order line than the configured limit; refused before anything was locked. */
public final class QuantityTooLargeException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    public QuantityTooLargeException(String field, long quantity, int limit) {
        super(
                field,
                "asks for " + quantity + " keys; at most " + limit
                        + " are allowed on one line (LicenceKeys.Builder.maxKeysPerLine)");
        this.limit = limit;
    }

    /** The most keys that one line may ask for. */
    public int limit() {
        return limit;
    }
}
