package dev.licencekeys.store;

import dev.licencekeys.event.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An event that some listeners have not received yet.
 *
 * @param seq its place: of one topic later ones have higher numbers
 * @param id the event's
 * @param event empty if a later version of the library wrote it, which this one can't read
 * @param topic the event's
 * @param attempts how often it was tried
 * @param retryAt when it is to be tried again; empty if it was not tried yet
 * @param receivedBy the names of the listeners that have it, where another one failed
 * @param failure which listener failed last, and with what; empty if it was not tried yet
 */
public record Undelivered(
        long seq,
        UUID id,
        Optional<Event> event,
        String topic,
        int attempts,
        Optional<Instant> retryAt,
        Set<String> receivedBy,
        String failure) {
    /** The parts into which topics fall. Each is delivered by one node at a time. */
    public static final int PARTS = 16;

    /** The part of events that are not tried again until somebody says so. */
    public static final int PARKED = -1;

    /** The longest text of a failure, in UTF-16 units. */
    public static final int MAX_FAILURE = 200;

    /** The part of a topic: the same on every node and in every version. */
    public static int partOf(String topic) {
        return Math.floorMod(topic.hashCode(), PARTS);
    }

    /** The same after an attempt, or as if there had been none. */
    public Undelivered tried(int times, Optional<Instant> nextAt, Set<String> by, String what) {
        return new Undelivered(seq, id, event, topic, times, nextAt, by, what);
    }

    /** The part in which it waits. */
    public int part() {
        return partOf(topic);
    }
}
