package dev.licencekeys.key;

/** Secrets for tests: known ones, so that what is stored can be compared with what other programs made of them. */
final class Rings {
    private Rings() {}

    /** The bytes {@code first, first + 1, first + 2 …}. */
    static byte[] bytes(int first) {
        byte[] bytes = new byte[Secret.LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    static Secret secret(String id, int first) {
        return Secret.ofBytes(id, bytes(first));
    }

    /** One key and one fingerprint secret. */
    static KeyRing ring() {
        return KeyRing.of(secret("k1", 0), secret("f1", 32));
    }

    /** Another key and another fingerprint secret. */
    static KeyRing otherRing() {
        return KeyRing.of(secret("k2", 100), secret("f2", 132));
    }

    /** After a change of both, while the former ones are still in use. */
    static KeyProtection rotated() {
        return KeyProtection.encrypted(otherRing()).alsoReading(KeyProtection.encrypted(ring()));
    }
}
