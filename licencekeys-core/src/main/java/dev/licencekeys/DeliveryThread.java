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
final class DeliveryThread {
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
    private volatile boolean ended;

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

    /** Ends it after what it is at. It is not interrupted: H2 closes a database whose file an interrupted thread reads. */
    void end() {
        ended = true;
        wakes.release();
    }

    /** Waits for its end; false if it takes longer. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
        return !thread.isAlive();
    }

    private void run() {
        long lastLook = System.nanoTime() - interval;
        while (!ended) {
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
                return;
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
