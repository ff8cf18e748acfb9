package dev.licencekeys.key;

import dev.licencekeys.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** One byte that names the format, then the value as UTF-8. */
final class PlaintextProtection implements KeyProtection {
    static final byte FORMAT = 0;

    private static final String FINGERPRINT = "sha-256";

    @Override
    public SealedValue seal(String shop, KeyId id, String value) {
        byte[] text = Utf8.encode(value);
        byte[] sealed = new byte[text.length + 1];
        sealed[0] = FORMAT;
        System.arraycopy(text, 0, sealed, 1, text.length);
        return new SealedValue(sealed);
    }

    @Override
    public LicenceKey open(String shop, KeyId id, SealedValue sealed) {
        return LicenceKey.of(read("key " + id, sealed.bytes()));
    }

    /** @param what whose value it is, for the message */
    private static String read(String what, byte[] sealed) {
        if (sealed.length == 0 || sealed[0] != FORMAT) {
            throw new StoreException(
                    what + " is stored under another protection than plaintext(); "
                            + "open the library with the protection under which it was stored",
                    false);
        }
        return new String(sealed, 1, sealed.length - 1, StandardCharsets.UTF_8);
    }

    @Override
    public Fingerprint fingerprint(String shop, String normalForm) {
        try {
            // The shop is part of it, so that equal keys of two shops can't be linked by whoever reads the table.
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(shop.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return new Fingerprint(sha.digest(normalForm.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Optional<Fingerprint> previousFingerprint(String shop, String normalForm) {
        return Optional.empty();
    }

    @Override
    public boolean isCurrent(SealedValue sealed) {
        byte[] bytes = sealed.bytes();
        return bytes.length > 0 && bytes[0] == FORMAT;
    }

    @Override
    public ProtectionProof prove() {
        return ProtectionProof.by(this, FINGERPRINT);
    }

    @Override
    public void verify(ProtectionProof proof) {
        read("the store", proof.value().bytes());
        if (!fingerprint(ProtectionProof.SHOP, ProtectionProof.TEXT).equals(proof.fingerprint())) {
            throw new StoreException(
                    "the store finds its keys by the fingerprint secret \"" + proof.fingerprintId()
                            + "\", and plaintext() has none; "
                            + "open the library with the protection under which the keys were stored",
                    false);
        }
    }

    @Override
    public String toString() {
        return "KeyProtection.plaintext";
    }
}
