package dev.licencekeys.key.signed;

import dev.licencekeys.error.InvalidInputException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Reads the shop's pair of keys. No exception has a cause, which could quote the private one. */
final class SigningKeys {
    private SigningKeys() {}

    static KeyPair read(String privateKey, String publicKey) {
        try {
            KeyFactory factory = KeyFactory.getInstance(SignedFormat.ALGORITHM);
            return new KeyPair(readPublic(factory, publicKey), readPrivate(factory, privateKey));
        } catch (GeneralSecurityException e) {
            throw SignedFormat.noEd25519(e);
        }
    }

    private static PublicKey readPublic(KeyFactory factory, String text) {
        byte[] encoded = decode("publicKey", text);
        try {
            return factory.generatePublic(new X509EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw noPublicKey();
        }
    }

    private static PrivateKey readPrivate(KeyFactory factory, String text) {
        byte[] encoded = decode("privateKey", text);
        try {
            return factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw noPrivateKey();
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static byte[] decode(String field, String text) {
        try {
            return KeyFile.decode(field, text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(field, KeyFile.PROBLEM);
        }
    }

    static InvalidInputException noPublicKey() {
        return new InvalidInputException("publicKey", SignedFormat.NO_PUBLIC_KEY);
    }

    static InvalidInputException noPrivateKey() {
        return new InvalidInputException(
                "privateKey", "is no private key for Ed25519; give what openssl genpkey -algorithm ed25519 writes");
    }
}
