package dev.licencekeys;

import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.store.Undelivered;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands events to listeners, each of which gets a limited time on a thread of its own. */
final class Courier {
    private final ExecutorService threads;
    private final Duration limit;

    /** What listeners are at, by the call of it. */
    private final Map<Object, Future<?>> atWork = new ConcurrentHashMap<>();

    private volatile boolean stopped;
    private volatile boolean interrupted;

    /**
     * Hands over.
     *
     * @param threads one more for each listener that does not come back
     */
    Courier(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /**
     * What came of an event.
     *
     * @param receivedBy the names of the listeners that have it
     * @param failure which listener failed, and with what; empty if all have it
     */
    record Handed(Set<String> receivedBy, Optional<String> failure) {}

    /** From now on nothing is handed over. */
    void stop() {
        stopped = true;
    }

    /** Interrupts the listeners that are at work, whose event is handed over as little as if it had never been tried. */
    void interrupt() {
        interrupted = true;
        atWork.values().forEach(call -> call.cancel(true));
    }

    /**
     * Hands an event to those listeners that don't have it; all of them get their chance.
     *
     * @throws InterruptedException if the calling thread is interrupted, or nothing is handed over any more
     */
    Handed hand(Event event, Set<String> receivedBefore, Map<String, EventListener> listeners)
            throws InterruptedException {
        Set<String> received = new LinkedHashSet<>(receivedBefore);
        Optional<String> failure = Optional.empty();
        for (Map.Entry<String, EventListener> listener : listeners.entrySet()) {
            if (!received.contains(listener.getKey())) {
                Optional<String> failed = hand(event, listener.getValue());
                if (failed.isEmpty()) {
                    received.add(listener.getKey());
                } else {
                    failure = failed.map(what -> cut(listener.getKey() + ": " + what));
                }
            }
        }
        return new Handed(received, failure);
    }

    private Optional<String> hand(Event event, EventListener listener) throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("the delivery was closed");
        }
        Future<Optional<String>> call = threads.submit(() -> {
            try {
                listener.receive(event);
                return Optional.empty();
            } catch (Throwable e) {
                // The class only: the host's message may say anything, and this is stored and logged.
                return Optional.of(e.getClass().getName());
            }
        });
        Object key = new Object();
        atWork.put(key, call);
        if (interrupted) {
            // It may have come between the call and the note of it.
            call.cancel(true);
        }
        try {
            return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (CancellationException e) {
            throw new InterruptedException("the delivery was closed");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            call.cancel(true);
            return Optional.of("took more than " + limit);
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        } finally {
            atWork.remove(key);
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), Undelivered.MAX_FAILURE));
    }
}
