package dev.licencekeys;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.event.Event;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.Undelivered;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A store with events that wait for delivery, and nothing else; it writes down what was asked. One caller at a time. */
final class Outbox implements LicenceKeyStore {
    /** By place. */
    final Map<Long, Undelivered> waiting = new TreeMap<>();

    /** The parts in which events wait, by place. */
    final Map<Long, Integer> parts = new TreeMap<>();

    /** Until when whose lease lasts, by part. */
    final Map<Integer, Instant> leases = new TreeMap<>();

    /** The calls that changed something, by name. */
    final List<String> calls = new ArrayList<>();

    /** Whether a look after pools fails. */
    boolean busy;

    /** Whether what became of an event can't be written. */
    boolean savesFail;

    /** Whether a parked event is not parked any more when it is to be. */
    boolean overtaken;

    /** Whether another node took the lease over. */
    boolean stolen;

    private final Map<Integer, UUID> holders = new ConcurrentHashMap<>();

    synchronized Outbox with(long seq, Event event) {
        Undelivered row =
                new Undelivered(seq, event.id(), Optional.of(event), event.topic(), 0, Optional.empty(), Set.of(), "");
        waiting.put(seq, row);
        parts.put(seq, row.part());
        return this;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public synchronized <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        return work.apply((StoreTransaction) Proxy.newProxyInstance(
                StoreTransaction.class.getClassLoader(),
                new Class<?>[] {StoreTransaction.class},
                (self, call, args) -> answer(call.getName(), args)));
    }

    private Object answer(String call, Object[] args) {
        return switch (call) {
            case "lease" -> lease((int) args[1], (UUID) args[2], (Instant) args[3], (Instant) args[4]);
            case "renew" -> renew((int) args[1], (UUID) args[2], (Instant) args[3]);
            case "undelivered" -> undelivered((int) args[1], (long) args[2], (int) args[3]);
            case "delivered" -> {
                calls.add("delivered");
                ((Set<?>) args[2]).forEach(seq -> {
                    waiting.remove((Long) seq);
                    parts.remove((Long) seq);
                });
                yield true;
            }
            case "saveUndelivered" -> {
                if (savesFail) {
                    throw new BusyException("held");
                }
                if (overtaken) {
                    yield false;
                }
                Undelivered changed = (Undelivered) args[2];
                calls.add("save");
                waiting.put(changed.seq(), changed);
                parts.put(changed.seq(), (Integer) args[3]);
                yield true;
            }
            case "passedAlerts" -> {
                if (busy) {
                    throw new BusyException("held");
                }
                yield Set.of();
            }
            case "poolsBehindDefault" -> Set.of();
            case "sampleUsage" -> calls.add(call);
            default -> throw new UnsupportedOperationException(call + ", where only events wait");
        };
    }

    private OptionalInt lease(int from, UUID holder, Instant now, Instant until) {
        OptionalInt part = parts.values().stream()
                .filter(some -> some >= from)
                .filter(some -> !leases.getOrDefault(some, Instant.MIN).isAfter(now))
                .mapToInt(some -> some)
                .min();
        part.ifPresent(some -> {
            leases.put(some, until);
            holders.put(some, holder);
        });
        return part;
    }

    private boolean renew(int part, UUID holder, Instant until) {
        calls.add("renew");
        if (stolen || !holder.equals(holders.get(part))) {
            return false;
        }
        leases.put(part, until);
        return true;
    }

    private List<Undelivered> undelivered(int part, long after, int limit) {
        return waiting.values().stream()
                .filter(row -> row.seq() > after && Integer.valueOf(part).equals(parts.get(row.seq())))
                .limit(limit)
                .toList();
    }
}
