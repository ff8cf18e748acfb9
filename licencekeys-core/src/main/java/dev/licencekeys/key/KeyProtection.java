package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.util.Optional;

/**
 * How the values of keys are kept in the store. The host chooses when it opens {@link dev.licencekeys.LicenceKeys};
 * there is no silent default. Safe for use by several threads.
 */
public sealed interface KeyProtection permits EncryptedProtection, PlaintextProtection, ChangingProtection {
    /**
     * Keys are stored encrypted by AES-256-GCM, bound to their row and shop, and found by an HMAC-SHA-256 with a secret
     * of its own. Whoever has the database without the ring has no key, and can't tell whether two shops have the same.
     *
     * <p>What it doesn't hide: how long each key is, and how many there are. In the memory of this program a key is
     * readable while it is handled.
     *
     * @param ring the secrets
     * @return the protection
     */
    static KeyProtection encrypted(KeyRing ring) {
        return new EncryptedProtection(ring);
    }

    /**
     * Keys are stored readable, and found by their SHA-256.
     *
     * <p>For databases that nobody else can read. Whoever reads the table {@code licence_key} has the keys.
     *
     * @return the protection
     */
    static KeyProtection plaintext() {
        return new PlaintextProtection();
    }

    /**
     * The same protection, which also reads and finds keys that are stored under another one: the one from which, or to
     * which, a shop is changing.
     *
     * <pre>{@code
     * old.alsoReading(now)   // first on every node: nothing changes, but what is stored under the new one is read
     * now.alsoReading(old)   // then on every node: keys are stored under the new one
     * keys.protection().rotate()
     * now                    // once the rotation is complete
     * }</pre>
     *
     * <p>A node that skips the first step can't read what the others store meanwhile, and might store a key that they
     * have stored.
     *
     * @param other what else is read; any number of protections, which find keys in one other way at most
     * @return the protection that stores as this one does
     * @throws InvalidInputException if one id names two secrets, one secret has two ids, or keys would be found in three
     *     ways
     */
    default KeyProtection alsoReading(KeyProtection other) {
        return ChangingProtection.of(this, other);
    }

    /**
     * What is stored of a key.
     *
     * @param shop whose key it is
     * @param id which key it is
     * @param value the key as it was uploaded or generated
     * @return what only {@link #open} for the same shop and id turns back into the value
     * @throws InvalidInputException if the value has half of a surrogate pair
     */
    SealedValue seal(String shop, KeyId id, String value);

    /**
     * The value of a key.
     *
     * @param shop whose key it is
     * @param id which key it is
     * @param sealed what is stored of it
     * @return the value
     * @throws dev.licencekeys.error.StoreException if it was not sealed by this protection for this key, was changed
     *     since, or needs a secret that is not at hand; the message says which
     */
    LicenceKey open(String shop, KeyId id, SealedValue sealed);

    /**
     * What finds the key with this value.
     *
     * @param shop whose key it is
     * @param normalForm the value in its normal form
     * @return equal for equal keys of one shop
     */
    Fingerprint fingerprint(String shop, String normalForm);

    /**
     * What finds the key with this value on nodes that are on the other side of a change; while it is under way, a key is
     * looked up by both.
     *
     * @param shop whose key it is
     * @param normalForm the value in its normal form
     * @return empty unless keys are found in two ways
     */
    Optional<Fingerprint> otherFingerprint(String shop, String normalForm);

    /**
     * Tells whether sealing the key again would change under which secret it is stored. Looks at the stored bytes only;
     * nothing is decrypted.
     *
     * @param sealed what is stored of a key
     * @return {@code false} if it is under another secret or another protection
     */
    boolean isCurrent(SealedValue sealed);

    /**
     * What to put on record when the first keys are stored under the current secrets, for {@link #verify}.
     *
     * @return a new proof
     */
    ProtectionProof prove();

    /**
     * Refuses to start with the wrong secrets, before any order finds out.
     *
     * @param proof what {@link #prove()} gave when the store was used under these secrets
     * @throws dev.licencekeys.error.StoreException if a secret that the store needs is missing or another; the message
     *     says its id and what to do
     */
    void verify(ProtectionProof proof);
}
