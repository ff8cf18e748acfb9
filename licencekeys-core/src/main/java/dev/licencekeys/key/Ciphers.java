package dev.licencekeys.key;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;

/**
 * AES-GCM ciphers that are ready to be used again.
 *
 * <p>To look one up takes about five times as long as to use it, and no two threads may use the same. They are lent, not
 * kept per thread, because a host's threads may be many and outlive us. As many exist as were ever in use at once.
 */
final class Ciphers {
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    /** A cipher that nobody else uses; one that isn't given back, because its use failed, is forgotten. */
    Cipher take() throws GeneralSecurityException {
        Cipher cipher = idle.poll();
        return cipher != null ? cipher : Cipher.getInstance("AES/GCM/NoPadding");
    }

    void giveBack(Cipher cipher) {
        idle.add(cipher);
    }
}
