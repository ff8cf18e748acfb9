package dev.licencekeys.testkit.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a {@linkplain Fault#slow slow transaction} until a test opens it, and for good then.
 *
 * <pre>{@code
 * Gate gate = new Gate();
 * faulty.next(Fault.slow(gate));
 * Future<Fulfilment> slow = executor.submit(() -> keys.fulfil(order));
 * gate.awaitArrival();
 * ... // what others meet meanwhile
 * gate.open();
 * }</pre>
 *
 * <p>Safe for use by several threads. No wait is longer than {@link #LIMIT}, so that a test that forgot to open its gate ends.
 */
public final class Gate {
    /** The longest wait. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** A gate that is closed. */
    public Gate() {}

    /**
     * Waits until a transaction stands before the gate, or passed it.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws AssertionError if none comes within {@link #LIMIT}
     */
    public void awaitArrival() throws InterruptedException {
        if (!arrived.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no transaction came to the gate within " + LIMIT);
        }
    }

    /** Lets everything pass, now and later. */
    public void open() {
        open.countDown();
    }

    /** False if the thread is interrupted; the flag is kept. */
    boolean pass() {
        arrived.countDown();
        try {
            if (!open.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate within " + LIMIT + "; call open()");
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
