package dev.licencekeys.testkit.contract;

import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ways to protect keys, by the ids of their secrets. */
final class Protections {
    static final KeyProtection PLAINTEXT = KeyProtection.plaintext();
    static final KeyProtection OLD = encrypted("k1", "f1");
    static final KeyProtection NOW = encrypted("k2", "f2");

    private Protections() {}

    static KeyProtection encrypted(String key, String fingerprint) {
        return KeyProtection.encrypted(KeyRing.of(secret(key, key), secret(fingerprint, fingerprint)));
    }

    /** A secret that is made from a word. */
    static Secret secret(String id, String word) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Secret.ofBytes(id, digest.digest(word.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
