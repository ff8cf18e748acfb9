package dev.licencekeys.key;

/**
 * How the values of keys are kept in the store. The host chooses when it opens {@link dev.licencekeys.LicenceKeys};
 * there is no silent default. Safe for use by several threads.
 */
public sealed interface KeyProtection permits PlaintextProtection {
    /**
     * Keys are stored readable, and found by their SHA-256.
     *
     * <p>For databases that nobody else can read. Whoever reads the table {@code licence_key} has the keys.
     */
    static KeyProtection plaintext() {
        return new PlaintextProtection();
    }

    /** What is stored of the key {@code id} with this value. */
    SealedValue seal(String shop, KeyId id, String value);

    /**
     * The value of the key {@code id}.
     *
     * @throws dev.licencekeys.error.StoreException if it was not sealed by this protection for this key
     */
    LicenceKey open(String shop, KeyId id, SealedValue sealed);

    /** What finds the key with this value, given in its normal form. */
    Fingerprint fingerprint(String shop, String normalForm);
}
