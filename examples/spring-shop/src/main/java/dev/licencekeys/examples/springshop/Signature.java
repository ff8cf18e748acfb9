package dev.licencekeys.examples.springshop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells what the shop platform sent from what anybody could send: it signs the body with a secret that we share. */
@Component
class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    Signature(@Value("${shop.webhook-secret}") String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * Whether this body was signed so. Takes the same time wherever the signatures differ.
     *
     * @param body as it came: parsed and written again it would have another signature
     * @param signature in Base64
     */
    boolean matches(byte[] body, String signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return MessageDigest.isEqual(mac.doFinal(body), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
