package dev.licencekeys.error;

/** What a person was about to do makes no sense as things are. The message says why, and what to do instead. */
public final class ActRefusedException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    public ActRefusedException(String message) {
        super(message);
    }
}
