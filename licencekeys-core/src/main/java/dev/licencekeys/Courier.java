package dev.licencekeys;

import dev.licencekeys.event.Event;
import dev.licencekeys.event.EventListener;
import dev.licencekeys.store.Undelivered;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands events to listeners, each of which gets a limited time on a thread of its own. */
final class Courier {
    private final ExecutorService threads;
    private final Duration limit;

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

    /** Hands an event to those listeners that don't have it; all of them get their chance. */
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
        Future<Optional<String>> call = threads.submit(() -> {
            try {
                listener.receive(event);
                return Optional.empty();
            } catch (Throwable e) {
                // The class only: the host's message may say anything, and this is stored and logged.
                return Optional.of(e.getClass().getName());
            }
        });
        try {
            return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            call.cancel(true);
            return Optional.of("took more than " + limit);
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), Undelivered.MAX_FAILURE));
    }
}
