package dev.licencekeys;

import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyAssigned;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.pool.KeyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that is on record of a key, from its beginning.
 *
 * @param key as it is now
 * @param events what was done to it, the first one first; that an order got it by itself, and that its customer saw it, is on
 *     record with the key
 */
public record KeyHistory(KeyRecord key, List<Event> events) {
    private record Entry(Instant at, String text) {}

    /** Makes the list unmodifiable. */
    public KeyHistory {
        events = List.copyOf(events);
    }

    /** The history as sentences in English, the first one first, for a merchant to read. */
    public List<String> text() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(key.storedAt(), key.storedAt() + ": the key " + key.id() + " " + origin()));
        // By the time, not by the id: what happened within a millisecond on several nodes is in no order anyway.
        events.forEach(event -> entries.add(new Entry(event.at(), event.text())));
        key.holder().ifPresent(holder -> {
            String line = "order " + holder.orderId() + ", line " + holder.lineId();
            // What a person gave is told by its event.
            if (events.stream().noneMatch(event -> isGiving(event) && event.at().equals(holder.since()))) {
                entries.add(new Entry(holder.since(), holder.since() + ": it was given to " + line));
            }
            holder.revealedAt()
                    .ifPresent(seen -> entries.add(new Entry(seen, seen + ": the customer of " + line + " saw it")));
        });
        return entries.stream()
                .sorted(Comparator.comparing(Entry::at))
                .map(Entry::text)
                .toList();
    }

    private static boolean isGiving(Event event) {
        return event instanceof KeyAssigned || event instanceof KeyReassigned;
    }

    private String origin() {
        return switch (key.origin()) {
            case UPLOADED -> key.note().isEmpty() ? "was uploaded" : "was uploaded: " + key.note();
            case GENERATED -> "was made for an order";
            case TEST -> "was made for a test order";
        };
    }
}
