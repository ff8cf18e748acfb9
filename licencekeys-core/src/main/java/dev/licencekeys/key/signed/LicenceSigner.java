package dev.licencekeys.key.signed;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.KeyGenerator;
import dev.licencekeys.text.Identifiers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes keys for one product that its program can verify with {@link LicenceVerifier}, without asking anybody.
 *
 * <pre>{@code
 * // openssl genpkey -algorithm ed25519 -out private.pem
 * // openssl pkey -in private.pem -pubout -out public.pem
 * KeyGenerator generator = LicenceSigner.of("photo-editor", privatePem, publicPem).validFor(Duration.ofDays(365));
 * }</pre>
 *
 * <p>The keys are long, for the signature alone takes 103 characters: 141 for {@code photo-editor}, and 8 more with an
 * expiry. They are to be pasted, not typed. Anybody can read in a key which product it is for and when it expires.
 * To sign one takes about 0.4 ms, so that an order for 1,000 of them takes 0.4 s.
 *
 * <p>Whoever gets the private key can make genuine keys, and no program that was sold can be told to refuse them: keep it
 * apart from the database, and out of every program that is sold. That a key was revoked, only the shop's look-up knows.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class LicenceSigner implements KeyGenerator {
    /** Of ids of 80 bits, as many are equal with a probability of 4 in ten million. */
    private static final long ROOM = 1_000_000_000;

    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final SecureRandom random = new SecureRandom();
    private final byte[] product;
    private final PrivateKey privateKey;
    private final Optional<Duration> validity;

    private LicenceSigner(byte[] product, PrivateKey privateKey, Optional<Duration> validity) {
        this.product = product;
        this.privateKey = privateKey;
        this.validity = validity;
    }

    /**
     * A signer with keys in text, whose licences never expire.
     *
     * @param product what the keys are for: the id of a product, or a tag such as {@code editor-pro}; 1 to 100 characters
     * @param privateKey what {@code openssl genpkey -algorithm ed25519} wrote, with or without its first and last line
     * @param publicKey what {@code openssl pkey -in private.pem -pubout} wrote: what the program that is sold verifies with
     * @return the signer
     * @throws InvalidInputException if the product can't be an id, one key is none, or they don't belong together
     */
    public static LicenceSigner of(String product, String privateKey, String publicKey) {
        return of(product, SigningKeys.read(privateKey, publicKey));
    }

    /**
     * A signer with a pair of keys, whose licences never expire.
     *
     * @param product what the keys are for: the id of a product, or a tag such as {@code editor-pro}; 1 to 100 characters
     * @param keys for Ed25519; that the public one is what the program has, is what must not be wrong
     * @return the signer
     * @throws InvalidInputException if the product can't be an id, one key is none for Ed25519, or they don't belong
     *     together
     */
    public static LicenceSigner of(String product, KeyPair keys) {
        byte[] text = Identifiers.require("product", product).getBytes(StandardCharsets.UTF_8);
        if (text.length > SignedFormat.MAX_PRODUCT_LENGTH) {
            throw new InvalidInputException(
                    "product",
                    "has " + text.length + " bytes in UTF-8; at most " + SignedFormat.MAX_PRODUCT_LENGTH
                            + " fit into a signed key");
        }
        LicenceSigner signer = new LicenceSigner(text, keys.getPrivate(), Optional.empty());
        // A pair that does not fit would first be noticed by customers.
        if (!verifier(product, keys).verify(signer.next(Instant.EPOCH)).isGenuine()) {
            throw new InvalidInputException(
                    "publicKey",
                    "does not belong to the private key; make it with openssl pkey -in private.pem -pubout");
        }
        return signer;
    }

    private static LicenceVerifier verifier(String product, KeyPair keys) {
        try {
            return LicenceVerifier.of(product, keys.getPublic(), () -> Instant.EPOCH);
        } catch (IllegalArgumentException e) {
            throw SigningKeys.noPublicKey();
        }
    }

    /**
     * The same whose licences expire.
     *
     * @param duration from the moment of the assignment, at most a hundred years
     * @return the signer
     * @throws InvalidInputException if it is less than a second, or longer
     */
    public LicenceSigner validFor(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new InvalidInputException(
                    "duration", "is " + duration + "; it must be from a second to a hundred years");
        }
        return new LicenceSigner(product, privateKey, Optional.of(duration));
    }

    @Override
    public String next(Instant now) {
        byte[] id = new byte[SignedFormat.ID_LENGTH];
        random.nextBytes(id);
        Optional<Instant> expiry = validity.map(duration -> now.plus(duration).truncatedTo(ChronoUnit.SECONDS));
        byte[] payload = SignedFormat.write(product, id, expiry);
        byte[] key = Arrays.copyOf(payload, payload.length + SignedFormat.SIGNATURE_LENGTH);
        System.arraycopy(sign(payload), 0, key, payload.length, SignedFormat.SIGNATURE_LENGTH);
        return CrockfordBase32.encode(key);
    }

    private byte[] sign(byte[] payload) {
        try {
            Signature signature = Signature.getInstance(SignedFormat.ALGORITHM);
            signature.initSign(privateKey);
            SignedFormat.update(signature, payload);
            return signature.sign();
        } catch (InvalidKeyException e) {
            throw SigningKeys.noPrivateKey();
        } catch (GeneralSecurityException e) {
            throw SignedFormat.noEd25519(e);
        }
    }

    @Override
    public void requireRoomFor(long keys) {
        KeyGenerator.super.requireRoomFor(keys);
        if (keys > ROOM) {
            throw new InvalidInputException(
                    "keys",
                    "is " + keys + ", and a signed key has 80 random bits, which have room for " + ROOM
                            + "; sign with another pair of keys for the rest");
        }
    }

    @Override
    public String toString() {
        return "LicenceSigner";
    }
}
