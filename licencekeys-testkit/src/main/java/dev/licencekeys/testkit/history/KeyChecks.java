package dev.licencekeys.testkit.history;

import dev.licencekeys.LineRecord;
import dev.licencekeys.event.KeyAssigned;
import dev.licencekeys.event.KeyExpired;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.event.KeyReassigned;
import dev.licencekeys.event.KeyReinstated;
import dev.licencekeys.event.KeyRetired;
import dev.licencekeys.event.KeyWithdrawn;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.store.LineRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where keys are, and how they came there. */
final class KeyChecks {
    static final List<Check> ALL = List.of(
            new Check("no key is with two lines", KeyChecks::withTwoLines),
            new Check("each key is with a line, revoked, in stock or retired, and only one of that", KeyChecks::places),
            new Check("a key leaves a line only as the audit tells", KeyChecks::left),
            new Check("a key is revoked, retired or moved only as the audit tells", KeyChecks::unexplained),
            new Check("a key that was revoked or retired is never given again", KeyChecks::givenAgain));

    private KeyChecks() {}

    private static List<String> withTwoLines(History history) {
        Map<KeyId, Set<LineRef>> holders = new LinkedHashMap<>();
        for (LineRecord line : history.lines()) {
            line.keys()
                    .forEach(key -> holders.computeIfAbsent(key.id(), id -> new LinkedHashSet<>())
                            .add(History.ref(line)));
        }
        return holders.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "the key " + entry.getKey() + " is with " + entry.getValue())
                .toList();
    }

    private static List<String> places(History history) {
        List<String> faults = new ArrayList<>();
        for (KeyId key : history.keys()) {
            List<String> places = new ArrayList<>();
            if (history.lines().stream().anyMatch(line -> History.has(line.keys(), key))) {
                places.add("with a line");
            }
            if (history.lines().stream().anyMatch(line -> History.has(line.revoked(), key))) {
                places.add("revoked");
            }
            history.available().stream()
                    .filter(known -> known.id().equals(key))
                    .forEach(known -> places.add("in stock"));
            if (History.has(history.retired(), key)) {
                places.add("retired");
            }
            if (places.size() != 1) {
                faults.add("the key " + key + " is " + (places.isEmpty() ? "nowhere" : String.join(" and ", places)));
            }
        }
        return faults;
    }

    /** Whoever was told, or given by hand, a key has it, unless it was taken from him. */
    private static List<String> left(History history) {
        Map<LineRef, Set<KeyId>> had = new LinkedHashMap<>();
        history.done()
                .flatMap(call -> call.told().stream())
                .forEach(told -> had.computeIfAbsent(told.line(), line -> new LinkedHashSet<>())
                        .addAll(told.keys()));
        history.events(KeyAssigned.class)
                .forEach(event -> had.computeIfAbsent(
                                new LineRef(event.orderId(), event.lineId()), line -> new LinkedHashSet<>())
                        .add(event.key()));
        history.events(KeyReassigned.class)
                .forEach(event -> had.computeIfAbsent(
                                new LineRef(event.orderId(), event.lineId()), line -> new LinkedHashSet<>())
                        .add(event.key()));
        history.lines()
                .forEach(line ->
                        had.getOrDefault(History.ref(line), Set.of()).removeIf(key -> History.has(line.keys(), key)));
        List<String> faults = new ArrayList<>();
        had.forEach((line, keys) -> keys.stream()
                .filter(key -> !history.left(key, line))
                .forEach(key -> faults.add("the key " + key + " of " + line + " was never taken from it")));
        return faults;
    }

    private static List<String> unexplained(History history) {
        List<String> faults = new ArrayList<>();
        for (LineRecord line : history.lines()) {
            line.revoked().stream()
                    .filter(key -> !isWithdrawn(history, key.id(), Withdrawal.REVOKE))
                    .forEach(key -> faults.add("nobody revoked the key " + key.id()));
        }
        history.retired().stream()
                .filter(key -> !isWithdrawn(history, key.id(), Withdrawal.RETIRE)
                        && history.events(KeyRetired.class)
                                .noneMatch(event -> event.key().equals(key.id()))
                        && history.events(KeyExpired.class)
                                .noneMatch(event -> event.key().equals(key.id())))
                .forEach(key -> faults.add("nobody retired the key " + key.id()));
        history.done()
                .forEach(call -> call.uploaded()
                        .forEach(key -> history.available().stream()
                                .filter(known ->
                                        known.id().equals(key) && !known.pool().equals(call.pool()))
                                .filter(known -> history.events(KeyMoved.class)
                                        .noneMatch(event -> event.key().equals(key) && isInto(event, known)))
                                .forEach(known -> faults.add("nobody moved the key " + key))));
        return faults;
    }

    /** But for those that were given back to their lines. */
    private static List<String> givenAgain(History history) {
        List<String> faults = new ArrayList<>();
        history.events(KeyWithdrawn.class)
                .filter(event -> event.withdrawal() != Withdrawal.RETURN)
                .filter(event -> history.events(KeyReinstated.class)
                        .noneMatch(back -> back.key().equals(event.key())))
                .forEach(event -> {
                    boolean given = history.lines().stream().anyMatch(line -> History.has(line.keys(), event.key()));
                    if (given || History.has(history.available(), event.key())) {
                        faults.add("the key " + event.key() + " was "
                                + event.withdrawal().done() + ", and is " + (given ? "with a line" : "in stock"));
                    }
                });
        return faults;
    }

    private static boolean isInto(KeyMoved event, KeyRecord key) {
        return key.pool().equals(Optional.of(event.to()));
    }

    private static boolean isWithdrawn(History history, KeyId key, Withdrawal how) {
        return history.events(KeyWithdrawn.class)
                .anyMatch(event -> event.key().equals(key) && event.withdrawal() == how);
    }
}
