package dev.licencekeys.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA-256 over a version, the shop and the key's normal form. A keyed one, because a merchant's keys may be short. */
final class FingerprintMac {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] VERSION = {'v', '1'};

    private final SecretKey secret;

    FingerprintMac(Secret secret) {
        this.secret = secret.forAlgorithm(ALGORITHM);
    }

    Fingerprint of(String shop, String normalForm) {
        byte[] shopText = shop.getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(VERSION);
            // The length keeps the shop's end from passing for the key's beginning.
            mac.update(ByteBuffer.allocate(Integer.BYTES + shopText.length)
                    .putInt(shopText.length)
                    .put(shopText)
                    .array());
            return new Fingerprint(mac.doFinal(normalForm.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform does not do " + ALGORITHM, e);
        }
    }
}
