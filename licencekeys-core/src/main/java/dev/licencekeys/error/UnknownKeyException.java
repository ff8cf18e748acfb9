package dev.licencekeys.error;

import dev.licencekeys.key.KeyId;
import java.util.UUID;

/** An id was given that is of no key of the shop. */
public final class UnknownKeyException extends LicenceKeysException {
    private static final long serialVersionUID = 1L;

    private final UUID key;

    public UnknownKeyException(KeyId key) {
        super("the shop has no key with the id " + key + "; its import may have been undone");
        this.key = key.value();
    }

    /** The id that was not found. */
    public KeyId key() {
        return new KeyId(key);
    }
}
