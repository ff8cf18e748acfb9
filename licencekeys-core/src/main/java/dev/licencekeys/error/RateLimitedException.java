package dev.licencekeys.error;

/** Keys were verified too often; nothing was looked up. The same call is answered later. */
public final class RateLimitedException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    public RateLimitedException() {
        super("keys were verified too often; try again in a minute");
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
