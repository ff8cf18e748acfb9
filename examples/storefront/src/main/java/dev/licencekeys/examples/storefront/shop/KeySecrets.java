package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets under which keys are stored, 32 bytes each in Base64: {@code openssl rand -base64 32} makes one. There is no
 * default: the demo brings its own, which everybody knows.
 *
 * @param secretId which one it is; another one needs another id
 * @param secret encrypts keys
 * @param fingerprintSecretId which one it is
 * @param fingerprintSecret finds keys
 */
@ConfigurationProperties("shop.keys")
record KeySecrets(
        @DefaultValue("1") String secretId,
        String secret,
        @DefaultValue("find-1") String fingerprintSecretId,
        String fingerprintSecret) {
    KeyProtection protection() {
        if (secret == null || fingerprintSecret == null) {
            throw new IllegalStateException(
                    "the keys need secrets: set shop.keys.secret and shop.keys.fingerprint-secret,"
                            + " 32 random bytes each in Base64, for example from: openssl rand -base64 32");
        }
        return KeyProtection.encrypted(
                KeyRing.of(Secret.ofBase64(secretId, secret), Secret.ofBase64(fingerprintSecretId, fingerprintSecret)));
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "KeySecrets[" + secretId + ", " + fingerprintSecretId + "]";
    }
}
