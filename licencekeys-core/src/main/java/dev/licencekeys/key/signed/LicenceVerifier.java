package dev.licencekeys.key.signed;

import dev.licencekeys.key.signed.Verification.Verdict;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells the program that was sold whether a key is genuine, without a database or a network.
 *
 * <pre>{@code
 * LicenceVerifier verifier = LicenceVerifier.of("photo-editor", PUBLIC_KEY, InstantSource.system());
 *
 * if (verifier.verify(typed).isGenuine()) …
 * }</pre>
 *
 * <p>That a key was revoked, it can't know. Immutable, and safe for use by several threads.
 */
public final class LicenceVerifier {
    /** More than any key has, even with a hyphen after each character. */
    private static final int MAX_LENGTH = 2_000;

    private final String product;
    private final PublicKey publicKey;
    private final InstantSource clock;

    private LicenceVerifier(String product, PublicKey publicKey, InstantSource clock) {
        this.product = product;
        this.publicKey = publicKey;
        this.clock = clock;
    }

    /**
     * A verifier with a public key in text.
     *
     * @param product accepts keys that were signed for exactly this text
     * @param publicKey what {@code openssl pkey -in private.pem -pubout} wrote, with or without its first and last line
     * @param clock tells whether a key is expired
     * @return the verifier
     * @throws IllegalArgumentException if it is no public key for Ed25519
     */
    public static LicenceVerifier of(String product, String publicKey, InstantSource clock) {
        try {
            X509EncodedKeySpec encoded = new X509EncodedKeySpec(KeyFile.decode("publicKey", publicKey));
            return of(product, KeyFactory.getInstance(SignedFormat.ALGORITHM).generatePublic(encoded), clock);
        } catch (InvalidKeySpecException e) {
            throw noPublicKey(e);
        } catch (NoSuchAlgorithmException e) {
            throw SignedFormat.noEd25519(e);
        }
    }

    /**
     * A verifier with a public key.
     *
     * @param product accepts keys that were signed for exactly this text
     * @param publicKey for Ed25519
     * @param clock tells whether a key is expired
     * @return the verifier
     * @throws IllegalArgumentException if it is no public key for Ed25519
     */
    public static LicenceVerifier of(String product, PublicKey publicKey, InstantSource clock) {
        try {
            Signature.getInstance(SignedFormat.ALGORITHM).initVerify(publicKey);
            return new LicenceVerifier(product, publicKey, clock);
        } catch (InvalidKeyException e) {
            throw noPublicKey(e);
        } catch (NoSuchAlgorithmException e) {
            throw SignedFormat.noEd25519(e);
        }
    }

    private static IllegalArgumentException noPublicKey(Exception cause) {
        return new IllegalArgumentException("publicKey " + SignedFormat.NO_PUBLIC_KEY, cause);
    }

    /**
     * Tells what is to be thought of a key.
     *
     * @param key as the customer typed or pasted it: case does not matter, nor do hyphens, spaces and line ends
     * @return the verdict
     */
    public Verification verify(String key) {
        Optional<byte[]> decoded = key.length() > MAX_LENGTH ? Optional.empty() : CrockfordBase32.decode(key);
        if (decoded.isEmpty() || decoded.get().length <= SignedFormat.SIGNATURE_LENGTH) {
            return Verification.refused(Verdict.UNREADABLE);
        }
        byte[] bytes = decoded.get();
        int end = bytes.length - SignedFormat.SIGNATURE_LENGTH;
        byte[] payload = Arrays.copyOf(bytes, end);
        // First of all: what nobody signed is not even read.
        if (!isSigned(payload, Arrays.copyOfRange(bytes, end, bytes.length))) {
            return Verification.refused(Verdict.FORGED);
        }
        Optional<SignedLicence> licence = SignedFormat.read(payload);
        return new Verification(licence.map(this::verdict).orElse(Verdict.UNREADABLE), licence);
    }

    private Verdict verdict(SignedLicence licence) {
        if (!licence.product().equals(product)) {
            return Verdict.OTHER_PRODUCT;
        }
        return licence.isExpiredAt(clock.instant()) ? Verdict.EXPIRED : Verdict.GENUINE;
    }

    private boolean isSigned(byte[] payload, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(SignedFormat.ALGORITHM);
            signature.initVerify(publicKey);
            SignedFormat.update(signature, payload);
            return signature.verify(signed);
        } catch (SignatureException e) {
            // How the JDK says that these bytes are no signature at all.
            return false;
        } catch (GeneralSecurityException e) {
            throw SignedFormat.noEd25519(e);
        }
    }
}
