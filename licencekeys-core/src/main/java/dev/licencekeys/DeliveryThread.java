package dev.licencekeys;

import dev.licencekeys.error.LicenceKeysException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a delivery: delivers at once for whom it is woken, and looks for everything else from time to time. */
final class DeliveryThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    /** Work that ends early if the thread is interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** The same for a shop. */
    @FunctionalInterface
    interface WorkForShop {
        void run(String shop) throws InterruptedException;
    }

    private final long interval;
    private final Work look;
    private final WorkForShop deliver;

    /** The shops of which there may be something to deliver. */
    private final Set<String> woken = ConcurrentHashMap.newKeySet();

    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread = daemon("licencekeys-delivery", this::run);

    /**
     * Not begun yet.
     *
     * @param interval from one look to the next
     * @param look for everything
     */
    DeliveryThread(Duration interval, Work look, WorkForShop deliver) {
        this.interval = interval.toNanos();
        this.look = look;
        this.deliver = deliver;
    }

    /** A thread that keeps no program alive. */
    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void begin() {
        thread.start();
    }

    void wake(String shop) {
        if (woken.add(shop)) {
            wakes.release();
        }
    }

    /** Interrupts what is at work, and waits for its end, though not for long. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long lastLook = System.nanoTime() - interval;
        // Only close interrupts it.
        while (!Thread.currentThread().isInterrupted()) {
            long sinceLook = System.nanoTime() - lastLook;
            try {
                if (sinceLook >= interval) {
                    lastLook = System.nanoTime();
                    woken.clear();
                    look.run();
                } else if (wakes.tryAcquire(interval - sinceLook, TimeUnit.NANOSECONDS)) {
                    wakes.drainPermits();
                    deliverWoken();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn(
                        "events wait for their delivery, which failed with {}; it is tried again in {}",
                        e instanceof LicenceKeysException
                                ? e.getMessage()
                                : e.getClass().getName(),
                        Duration.ofNanos(interval));
            }
        }
    }

    private void deliverWoken() throws InterruptedException {
        for (String shop : Set.copyOf(woken)) {
            woken.remove(shop);
            deliver.run(shop);
        }
    }
}
