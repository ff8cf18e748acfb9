package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of {@link KeyProtection#encrypted(KeyRing)}: one encrypts what is stored from now on, older ones only read,
 * and one of its own makes the fingerprints that find a key.
 *
 * <pre>{@code
 * KeyRing ring = KeyRing.of(
 *                 Secret.ofBase64("2026-07", System.getenv("LICENCE_KEY_SECRET")),
 *                 Secret.ofBase64("find-1", System.getenv("LICENCE_KEY_FINGERPRINT_SECRET")))
 *         .withOlderKey(Secret.ofBase64("2025-07", System.getenv("LICENCE_KEY_SECRET_2025")));
 * }</pre>
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
    private final List<Secret> encryption;
    private final List<Secret> fingerprint;

    /** @param encryption the current one first; as for {@code fingerprint} */
    private KeyRing(List<Secret> encryption, List<Secret> fingerprint) {
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
        return new KeyRing(List.of(), List.of(fingerprint)).withKey(encryption);
    }

    /**
     * The same ring, which also reads what was stored under an older key.
     *
     * @param older a key that was the current one before
     * @return the larger ring
     * @throws InvalidInputException if the ring has a key with this id, or has this secret already
     */
    public KeyRing withOlderKey(Secret older) {
        return withKey(older);
    }

    /**
     * The same ring, which also finds what was stored under the fingerprint secret before this one.
     *
     * @param previous the fingerprint secret that was the current one before
     * @return the larger ring
     * @throws InvalidInputException if the ring has a previous fingerprint secret, one with this id, or this secret
     */
    public KeyRing withPreviousFingerprint(Secret previous) {
        if (fingerprint.size() > 1) {
            throw new InvalidInputException(
                    "previous",
                    "is a second previous fingerprint secret; finish one change of it before the next begins");
        }
        requireNew("previous", previous, fingerprint);
        return new KeyRing(encryption, with(fingerprint, previous));
    }

    private KeyRing withKey(Secret key) {
        requireNew("key", key, encryption);
        return new KeyRing(with(encryption, key), fingerprint);
    }

    private void requireNew(String field, Secret added, List<Secret> sameUse) {
        for (Secret known : sameUse) {
            if (known.id().equals(added.id())) {
                throw new InvalidInputException(
                        field,
                        "has the id \"" + added.id() + "\", which the ring has already; ids are never used again");
            }
        }
        List<Secret> all = new ArrayList<>(encryption);
        all.addAll(fingerprint);
        for (Secret known : all) {
            if (known.isSameAs(added)) {
                throw new InvalidInputException(
                        field,
                        "\"" + added.id() + "\" is the same secret as \"" + known.id()
                                + "\"; every use and every id needs a secret of its own");
            }
        }
    }

    private static List<Secret> with(List<Secret> secrets, Secret added) {
        List<Secret> larger = new ArrayList<>(secrets);
        larger.add(added);
        return List.copyOf(larger);
    }

    /** Every key that can read; the first also writes. */
    List<Secret> encryptionKeys() {
        return encryption;
    }

    Secret fingerprintSecret() {
        return fingerprint.get(0);
    }

    Optional<Secret> previousFingerprintSecret() {
        return fingerprint.stream().skip(1).findFirst();
    }

    @Override
    public String toString() {
        return "KeyRing";
    }
}
