package dev.licencekeys.key;

import dev.licencekeys.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** One byte that names the format, then the value as UTF-8. */
final class PlaintextProtection implements KeyProtection {
    private static final byte FORMAT = 0;

    @Override
    public SealedValue seal(String shop, KeyId id, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = new byte[text.length + 1];
        sealed[0] = FORMAT;
        System.arraycopy(text, 0, sealed, 1, text.length);
        return new SealedValue(sealed);
    }

    @Override
    public LicenceKey open(String shop, KeyId id, SealedValue sealed) {
        byte[] bytes = sealed.bytes();
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new StoreException(
                    "key " + id + " is stored under another protection than plaintext(); "
                            + "open the library with the protection under which it was stored",
                    false);
        }
        return LicenceKey.of(new String(Arrays.copyOfRange(bytes, 1, bytes.length), StandardCharsets.UTF_8));
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
}
