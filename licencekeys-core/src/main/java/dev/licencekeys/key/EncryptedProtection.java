package dev.licencekeys.key;

import dev.licencekeys.error.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM. Stored are: one byte that names the format; one that tells the length of the encryption key's id; that
 * id; a random nonce; the ciphertext with its tag. The tag also covers what is before the nonce, and which row of which
 * shop this is.
 */
final class EncryptedProtection implements KeyProtection {
    private static final byte FORMAT = 1;

    /** Covered by the tag, so that a later layout of the table can't be taken for this one. */
    private static final byte TABLE_VERSION = 1;

    private static final int ID_OFFSET = 2;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int UUID_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final Ciphers ciphers = new Ciphers();
    private final KeyRing ring;
    private final SecretKey key;
    private final byte[] header;
    private final FingerprintMac fingerprint;

    EncryptedProtection(KeyRing ring) {
        this.ring = ring;
        this.key = ring.encryption().forAlgorithm("AES");
        this.header = header(ring.encryption().id());
        this.fingerprint = new FingerprintMac(ring.fingerprint());
    }

    KeyRing ring() {
        return ring;
    }

    private static byte[] header(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(ID_OFFSET + id.length)
                .put(FORMAT)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    @Override
    public SealedValue seal(String shop, KeyId id, String value) {
        byte[] text = Utf8.encode(value);
        int start = header.length + NONCE_LENGTH;
        byte[] sealed = Arrays.copyOf(header, start + text.length + TAG_LENGTH);
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, sealed, header.length, NONCE_LENGTH);
        try {
            Cipher cipher = ciphers.take();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
            cipher.updateAAD(identity(header, header.length, shop, id));
            cipher.doFinal(text, 0, text.length, sealed, start);
            ciphers.giveBack(cipher);
            return new SealedValue(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform does not do AES-256-GCM", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public LicenceKey open(String shop, KeyId id, SealedValue sealed) {
        return LicenceKey.of(decrypt("key " + id, shop, id, sealed.bytes()));
    }

    /** @param what whose value it is, for messages */
    private String decrypt(String what, String shop, KeyId id, byte[] sealed) {
        String keyId = keyId(what, sealed);
        if (!keyId.equals(ring.encryption().id())) {
            throw refused(what + " is encrypted with the key \"" + keyId + "\", and the library was opened with \""
                    + ring.encryption().id() + "\"; open it with the ring of that key, or, to change the secrets, with"
                    + " alsoReading(KeyProtection.encrypted(that ring))");
        }
        int start = ID_OFFSET + keyId.length();
        try {
            Cipher cipher = ciphers.take();
            GCMParameterSpec nonce = new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, sealed, start, NONCE_LENGTH);
            cipher.init(Cipher.DECRYPT_MODE, key, nonce);
            cipher.updateAAD(identity(sealed, start, shop, id));
            byte[] text = cipher.doFinal(sealed, start + NONCE_LENGTH, sealed.length - start - NONCE_LENGTH);
            ciphers.giveBack(cipher);
            String value = new String(text, StandardCharsets.UTF_8);
            Arrays.fill(text, (byte) 0);
            return value;
        } catch (AEADBadTagException e) {
            throw new StoreException(
                    what + " can't be read with the encryption key \"" + keyId
                            + "\": what is stored was changed or moved "
                            + "from another row or shop, or the ring has another secret under that id; "
                            + "restore it from a backup, or give the secret under which it was stored",
                    false,
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform does not do AES-256-GCM", e);
        }
    }

    /** The id of the key that encrypted it. */
    private static String keyId(String what, byte[] sealed) {
        if (sealed.length > 0 && sealed[0] == PlaintextProtection.FORMAT) {
            throw refused(
                    what + " was stored under plaintext(), and the library was opened with encrypted(); open it with"
                            + " plaintext(), or, to change to encrypted(), with alsoReading(KeyProtection.plaintext())");
        }
        if (sealed.length > 0 && sealed[0] != FORMAT) {
            throw refused(what + " is stored in the format " + Byte.toUnsignedInt(sealed[0])
                    + ", which is unknown; a later version of the library wrote it, or it was damaged");
        }
        int idLength = sealed.length < ID_OFFSET ? 0 : Byte.toUnsignedInt(sealed[1]);
        if (sealed.length >= ID_OFFSET + idLength + NONCE_LENGTH + TAG_LENGTH) {
            String id = new String(sealed, ID_OFFSET, idLength, StandardCharsets.ISO_8859_1);
            if (Secret.isId(id)) {
                return id;
            }
        }
        throw refused(what + " is stored damaged: not what encrypted() writes; restore it from a backup");
    }

    /** What the tag covers beside the value: each part has a length that is known or told, so that none can pass for another. */
    private static byte[] identity(byte[] sealed, int headerLength, String shop, KeyId id) {
        byte[] shopText = shop.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + headerLength + Integer.BYTES + shopText.length + UUID_LENGTH)
                .put(TABLE_VERSION)
                .put(sealed, 0, headerLength)
                .putInt(shopText.length)
                .put(shopText)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }

    @Override
    public Fingerprint fingerprint(String shop, String normalForm) {
        return fingerprint.of(shop, normalForm);
    }

    @Override
    public Optional<Fingerprint> otherFingerprint(String shop, String normalForm) {
        return Optional.empty();
    }

    @Override
    public boolean isCurrent(SealedValue sealed) {
        byte[] bytes = sealed.bytes();
        int length = header.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, header, 0, length);
    }

    @Override
    public ProtectionProof prove() {
        return ProtectionProof.by(
                this, ring.encryption().id(), ring.fingerprint().id());
    }

    @Override
    public void verify(ProtectionProof proof) {
        decrypt(
                ProtectionProof.SUBJECT,
                ProtectionProof.SHOP,
                ProtectionProof.ROW,
                proof.value().bytes());
        if (!fingerprint(ProtectionProof.SHOP, ProtectionProof.TEXT).equals(proof.fingerprint())) {
            throw refused(ProtectionProof.SUBJECT + " is found by the fingerprint secret \"" + proof.fingerprintId()
                    + "\", and the library was opened with another, \""
                    + ring.fingerprint().id() + "\"; open it with that secret, or, to change it, with"
                    + " alsoReading(KeyProtection.encrypted(a ring that has it))");
        }
    }

    private static StoreException refused(String problem) {
        return new StoreException(problem, false);
    }

    @Override
    public String toString() {
        return "KeyProtection.encrypted";
    }
}
