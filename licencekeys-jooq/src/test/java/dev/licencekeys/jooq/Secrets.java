package dev.licencekeys.jooq;

import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyRing;
import dev.licencekeys.key.Secret;
import java.util.Random;

/** Protections from one of which to the other shops change. */
final class Secrets {
    static final KeyProtection OLD = encrypted(1);
    static final KeyProtection NOW = encrypted(2);

    /** What a node has before the change. */
    static final KeyProtection BEFORE = OLD.alsoReading(NOW);

    /** What a node has after it. */
    static final KeyProtection AFTER = NOW.alsoReading(OLD);

    private Secrets() {}

    private static KeyProtection encrypted(int number) {
        Random random = new Random(number);
        return KeyProtection.encrypted(KeyRing.of(secret("key-" + number, random), secret("find-" + number, random)));
    }

    private static Secret secret(String id, Random random) {
        byte[] bytes = new byte[Secret.LENGTH];
        random.nextBytes(bytes);
        return Secret.ofBytes(id, bytes);
    }
}
