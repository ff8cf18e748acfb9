package dev.licencekeys.key.signed;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Optional;

/**
 * What is signed: one byte that tells whether there is an expiry; one the length of the product's text; that text in
 * UTF-8; ten bytes that no other key has; five of the expiry in seconds since 1970, if there is one. The signature
 * follows.
 */
final class SignedFormat {
    static final String ALGORITHM = "Ed25519";
    static final int SIGNATURE_LENGTH = 64;
    static final int ID_LENGTH = 10;
    static final int MAX_PRODUCT_LENGTH = 255;

    static final String NO_PUBLIC_KEY =
            "is no public key for Ed25519; give what openssl pkey -in private.pem -pubout writes";

    private static final byte FOR_EVER = 1;
    private static final byte WITH_EXPIRY = 2;
    private static final int EXPIRY_LENGTH = 5;

    /** Signed, but not part of the key: a signature that was made for anything else is none of ours. */
    private static final byte[] CONTEXT = "dev.licencekeys.key.signed/1\n".getBytes(StandardCharsets.US_ASCII);

    private SignedFormat() {}

    static byte[] write(byte[] product, byte[] id, Optional<Instant> expiry) {
        ByteBuffer payload = ByteBuffer.allocate(
                        2 + product.length + id.length + (expiry.isPresent() ? EXPIRY_LENGTH : 0))
                .put(expiry.isPresent() ? WITH_EXPIRY : FOR_EVER)
                .put((byte) product.length)
                .put(product)
                .put(id);
        expiry.map(Instant::getEpochSecond)
                .ifPresent(
                        seconds -> payload.put((byte) (seconds >> Integer.SIZE)).putInt((int) (long) seconds));
        return payload.array();
    }

    /** Empty if a later format wrote it. */
    static Optional<SignedLicence> read(byte[] payload) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(payload);
            byte format = rest.get();
            byte[] product = new byte[Byte.toUnsignedInt(rest.get())];
            rest.get(product);
            byte[] id = new byte[ID_LENGTH];
            rest.get(id);
            Optional<Instant> expiry = Optional.empty();
            if (format == WITH_EXPIRY) {
                long high = rest.get();
                expiry = Optional.of(
                        Instant.ofEpochSecond(high << Integer.SIZE | Integer.toUnsignedLong(rest.getInt())));
            }
            if (rest.hasRemaining() || (format != WITH_EXPIRY && format != FOR_EVER)) {
                return Optional.empty();
            }
            String text = new String(product, StandardCharsets.UTF_8);
            return Optional.of(new SignedLicence(text, CrockfordBase32.encode(id), expiry));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** Gives {@code signature} what is signed. */
    static void update(Signature signature, byte[] payload) throws GeneralSecurityException {
        signature.update(CONTEXT);
        signature.update(payload);
    }

    static IllegalStateException noEd25519(Exception cause) {
        return new IllegalStateException("this Java platform does not do Ed25519", cause);
    }
}
