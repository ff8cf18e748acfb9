package dev.licencekeys;

import dev.licencekeys.event.Event;
import dev.licencekeys.store.Undelivered;
import java.util.Set;

/**
 * An event that a listener failed to receive so often that it does not come again until somebody {@linkplain
 * EventDelivery#retry says so}.
 *
 * @param event what happened
 * @param attempts how often it was tried
 * @param receivedBy the names of the listeners that have it
 * @param failure the name of the listener that failed last, and the class of its exception; not its message, which may say
 *     anything
 */
public record ParkedEvent(Event event, int attempts, Set<String> receivedBy, String failure) {
    static ParkedEvent of(Undelivered parked, Event event) {
        return new ParkedEvent(event, parked.attempts(), parked.receivedBy(), parked.failure());
    }
}
