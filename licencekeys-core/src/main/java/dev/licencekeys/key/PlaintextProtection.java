package dev.licencekeys.key;

import dev.licencekeys.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** One byte that names the format, then the value as UTF-8. */
final class PlaintextProtection implements KeyProtection {
    static final byte FORMAT = 0;

    /** No secret has such an id. */
    private static final String NO_SECRET = "plaintext()";

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
        if (!isCurrent(sealed)) {
            throw new StoreException(
                    "key " + id + " is stored under another protection than plaintext(); "
                            + "open the library with the protection under which it was stored",
                    false);
        }
        byte[] bytes = sealed.bytes();
        return LicenceKey.of(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8));
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
    public Optional<Fingerprint> otherFingerprint(String shop, String normalForm) {
        return Optional.empty();
    }

    @Override
    public boolean isCurrent(SealedValue sealed) {
        byte[] bytes = sealed.bytes();
        return bytes.length > 0 && bytes[0] == FORMAT;
    }

    @Override
    public ProtectionProof prove() {
        return ProtectionProof.by(this, NO_SECRET, NO_SECRET);
    }

    @Override
    public void verify(ProtectionProof proof) {
        if (!isCurrent(proof.value())) {
            throw refused(" is encrypted with the key \"" + proof.encryptionId() + "\"");
        }
        if (!fingerprint(ProtectionProof.SHOP, ProtectionProof.TEXT).equals(proof.fingerprint())) {
            throw refused(" is found by the fingerprint secret \"" + proof.fingerprintId() + "\"");
        }
    }

    private static StoreException refused(String how) {
        return new StoreException(
                ProtectionProof.SUBJECT + how
                        + ", and the library was opened with plaintext(); open it with KeyProtection.encrypted(the ring of"
                        + " that secret), or, to change to plaintext(), with alsoReading(that protection)",
                false);
    }

    @Override
    public String toString() {
        return "KeyProtection.plaintext";
    }
}
