package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;

/**
 * The secrets of {@link KeyProtection#encrypted(KeyRing)}: one encrypts what is stored, and one of its own makes the
 * fingerprints that find a key.
 *
 * <pre>{@code
 * KeyRing ring = KeyRing.of(
 *         Secret.ofBase64("2026-07", System.getenv("LICENCE_KEY_SECRET")),
 *         Secret.ofBase64("find-1", System.getenv("LICENCE_KEY_FINGERPRINT_SECRET")));
 * }</pre>
 *
 * <p>Either of them, or both, can be changed while orders go on: see {@link KeyProtection#alsoReading}.
 *
 * <p>Whoever loses an encryption key loses every licence key that is stored under it, and whoever loses the fingerprint
 * secret can't tell any more which keys are known: back them up, apart from the database.
 *
 * <p>With a key management service, keep each secret wrapped by the service's master key, and unwrap it once, when the
 * program starts: {@code Secret.ofBytes("2026-07", service.decrypt(wrapped))}. No order then waits for the service.
 *
 * <p>Immutable, and safe for use by several threads. {@link #toString()} tells nothing.
 */
public final class KeyRing {
    private final Secret encryption;
    private final Secret fingerprint;

    private KeyRing(Secret encryption, Secret fingerprint) {
        this.encryption = encryption;
        this.fingerprint = fingerprint;
    }

    /**
     * A ring with one key and one fingerprint secret.
     *
     * @param encryption encrypts what is stored; change it before 2^32 licence keys were stored under it, which is where
     *     NIST SP 800-38D puts the limit of random nonces
     * @param fingerprint makes the fingerprints; another secret than {@code encryption}
     * @return the ring
     * @throws InvalidInputException if both are the same secret
     */
    public static KeyRing of(Secret encryption, Secret fingerprint) {
        requireOtherUse(fingerprint, encryption);
        return new KeyRing(encryption, fingerprint);
    }

    /** Refuses a ring beside which this one can't be used. */
    void requireDistinctFrom(KeyRing other) {
        requireSameOrDistinct(encryption, other.encryption);
        requireSameOrDistinct(fingerprint, other.fingerprint);
        requireOtherUse(encryption, other.fingerprint);
        requireOtherUse(fingerprint, other.encryption);
    }

    private static void requireSameOrDistinct(Secret secret, Secret other) {
        boolean sameId = secret.id().equals(other.id());
        if (sameId && !secret.isSameAs(other)) {
            throw new InvalidInputException(
                    "secret", "\"" + secret.id() + "\" is not the one of the other ring; ids are never used again");
        }
        if (!sameId) {
            requireOtherUse(secret, other);
        }
    }

    private static void requireOtherUse(Secret secret, Secret other) {
        if (secret.isSameAs(other)) {
            throw new InvalidInputException(
                    "secret",
                    "\"" + secret.id() + "\" is the same as \"" + other.id()
                            + "\"; every use and every id needs a secret of its own");
        }
    }

    Secret encryption() {
        return encryption;
    }

    Secret fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return "KeyRing";
    }
}
