package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of {@value #LENGTH} bytes for a {@link KeyRing}, and the id by which the store remembers which one it was.
 *
 * <p>A good one comes from {@code openssl rand -base64 32} and is kept apart from the database and its backups. It gives
 * nothing away: it is not serialisable, and {@link #toString()} tells neither the secret nor its id.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class Secret {
    /** Bytes of every secret: the key of AES-256, and as much for the fingerprints. */
    public static final int LENGTH = 32;

    /** Shorter than any text of a secret, so that arguments in the wrong order are refused without being quoted. */
    static final int MAX_ID_LENGTH = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_ID_LENGTH + "}");
    private static final String INSTEAD =
            "; give " + LENGTH + " random bytes, for example from: openssl rand -base64 " + LENGTH;

    private final String id;
    private final byte[] bytes;

    private Secret(String id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /**
     * A secret from its bytes.
     *
     * @param id 1 to 32 letters, digits, dots, hyphens or underscores, for example {@code 2026-07}; never used again for
     *     another secret
     * @param secret copied; the caller may overwrite it afterwards
     * @return the secret
     * @throws InvalidInputException if the id is none, or these are not {@value #LENGTH} bytes, or all the same
     */
    public static Secret ofBytes(String id, byte[] secret) {
        requireId(id);
        if (secret.length != LENGTH) {
            throw new InvalidInputException(named(id), "has " + secret.length + " bytes" + INSTEAD);
        }
        if (isOneByteRepeated(secret)) {
            // An array that nobody filled.
            throw new InvalidInputException(named(id), "is one byte repeated" + INSTEAD);
        }
        return new Secret(id, secret.clone());
    }

    /**
     * A secret from base 64, as a file or an environment variable holds it.
     *
     * @param id as for {@link #ofBytes}
     * @param secret in the usual alphabet, with or without padding; spaces and line ends around it are ignored
     * @return the secret
     * @throws InvalidInputException as {@link #ofBytes}, or if it is not base 64
     */
    public static Secret ofBase64(String id, String secret) {
        requireId(id);
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(secret.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes what it could not read.
            throw new InvalidInputException(named(id), "is not base 64" + INSTEAD);
        }
        return ofDecoded(id, decoded);
    }

    /**
     * A secret from hexadecimal digits.
     *
     * @param id as for {@link #ofBytes}
     * @param secret 64 digits in either case; spaces and line ends around them are ignored
     * @return the secret
     * @throws InvalidInputException as {@link #ofBytes}, or if these are not pairs of hexadecimal digits
     */
    public static Secret ofHex(String id, String secret) {
        requireId(id);
        byte[] decoded;
        try {
            decoded = HexFormat.of().parseHex(secret.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(named(id), "is not pairs of hexadecimal digits" + INSTEAD);
        }
        return ofDecoded(id, decoded);
    }

    private static Secret ofDecoded(String id, byte[] decoded) {
        try {
            return ofBytes(id, decoded);
        } finally {
            Arrays.fill(decoded, (byte) 0);
        }
    }

    private static void requireId(String id) {
        if (!isId(id)) {
            // Not quoted: it may be the secret itself.
            throw new InvalidInputException(
                    "id",
                    "of the secret is not 1 to " + MAX_ID_LENGTH + " letters, digits, dots, hyphens or underscores; "
                            + "give the id first and the secret second");
        }
    }

    private static String named(String id) {
        return "secret \"" + id + "\"";
    }

    private static boolean isOneByteRepeated(byte[] secret) {
        for (byte each : secret) {
            if (each != secret[0]) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code text} can be the id of a secret; what can't is never quoted. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String id() {
        return id;
    }

    SecretKey forAlgorithm(String algorithm) {
        return new SecretKeySpec(bytes, algorithm);
    }

    boolean isSameAs(Secret other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
