package dev.licencekeys.error;

/** An argument can't be what it claims to be. Found before any SQL; nothing was read or written. */
public sealed class InvalidInputException extends LicenceKeysException permits QuantityTooLargeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Says what is wrong.
     *
     * @param field the argument's name as the caller wrote it, for example {@code order.lines[2].quantity}
     * @param problem continues a sentence that begins with the field, and says what to do
     */
    public InvalidInputException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    /** The argument that was wrong, for example {@code quantity}. */
    public String field() {
        return field;
    }
}
