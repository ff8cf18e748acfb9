package dev.licencekeys.examples.storefront.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells what a platform sent from what anybody could send: it signs the body with a secret that we share. */
public final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;

    private final SecretKeySpec secret;

    private Signature(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** With a secret that we share with a platform; without one nobody but this program signs anything. */
    static Signature with(Optional<String> secret) {
        return new Signature(secret.filter(text -> !text.isBlank())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> {
                    byte[] random = new byte[RANDOM_BYTES];
                    new SecureRandom().nextBytes(random);
                    return random;
                }));
    }

    /**
     * Whether this body was signed so. Takes the same time wherever the signatures differ.
     *
     * @param body as it came: parsed and written again it would have another signature
     * @param signature in Base64
     */
    boolean matches(byte[] body, String signature) {
        try {
            return MessageDigest.isEqual(hmac(body), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The signature of a body, in Base64. */
    public String of(byte[] body) {
        return Base64.getEncoder().encodeToString(hmac(body));
    }

    private byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
