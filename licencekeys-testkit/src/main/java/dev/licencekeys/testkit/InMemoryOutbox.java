package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Event;
import dev.licencekeys.store.Undelivered;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The events of a shop that wait for delivery, and who delivers them at the moment. */
final class InMemoryOutbox {
    /** By part and place. */
    private final NavigableMap<Integer, NavigableMap<Long, Undelivered>> waiting = new TreeMap<>();

    private final NavigableMap<Integer, Lease> leases = new TreeMap<>();

    /** Not given again after a rollback. */
    private long lastSeq;

    private record Lease(UUID holder, Instant until) {}

    void add(UndoLog undo, Event event) {
        Undelivered row = new Undelivered(
                ++lastSeq, event.id(), Optional.of(event), event.topic(), 0, Optional.empty(), Set.of(), "");
        undo.put(part(row.part()), row.seq(), row);
    }

    private NavigableMap<Long, Undelivered> part(int part) {
        return waiting.computeIfAbsent(part, any -> new TreeMap<>());
    }

    OptionalInt lease(UndoLog undo, int from, UUID holder, Instant now, Instant until) {
        for (int part = from; part < Undelivered.PARTS; part++) {
            Lease lease = leases.get(part);
            boolean free = lease == null || !lease.until().isAfter(now);
            if (free && !part(part).isEmpty()) {
                undo.put(leases, part, new Lease(holder, until));
                return OptionalInt.of(part);
            }
        }
        return OptionalInt.empty();
    }

    boolean renew(UndoLog undo, int part, UUID holder, Instant until) {
        Lease lease = leases.get(part);
        if (lease == null || !lease.holder().equals(holder)) {
            return false;
        }
        undo.put(leases, part, new Lease(holder, until));
        return true;
    }

    List<Undelivered> undelivered(int part, long after, int limit) {
        return part(part).tailMap(after, false).values().stream().limit(limit).toList();
    }

    void delivered(UndoLog undo, int part, Set<Long> seqs) {
        seqs.forEach(seq -> undo.remove(part(part), seq));
    }

    boolean save(UndoLog undo, int part, Undelivered changed, int newPart) {
        if (!part(part).containsKey(changed.seq())) {
            return false;
        }
        undo.remove(part(part), changed.seq());
        if (undo.put(part(newPart), changed.seq(), changed) != null) {
            throw new StoreException("the event " + changed.id() + " waits twice", false);
        }
        return true;
    }
}
