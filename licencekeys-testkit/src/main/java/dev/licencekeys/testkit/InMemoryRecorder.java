package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what was decided, in the order of its methods; refuses what the constraints of a database would refuse. */
final class InMemoryRecorder {
    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryRecorder(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    Recorded record(Recording recording) {
        for (NewLine line : recording.newLines()) {
            if (shop.line(line.line()).isPresent()) {
                return new Recorded(true, Set.of());
            }
        }
        recording.newKeys().forEach(this::storeGenerated);
        Map<LineRef, List<StoredKey>> given = give(recording.assignments());
        recording.newLines().forEach(line -> create(line, given.remove(line.line())));
        recording.changedLines().forEach(line -> change(line, given.remove(line.line())));
        if (!given.isEmpty()) {
            throw new StoreException(
                    "keys were given to lines that were not written with them: " + given.keySet(), false);
        }
        recording.taken().forEach(this::take);
        return new Recorded(false, alert(recording.alerts().keySet()));
    }

    private void storeGenerated(NewKey key) {
        if (!store(key)) {
            throw new StoreException("the shop has the generated key " + key.id() + " already", false);
        }
    }

    /** Stores a key unless its value is known; tells whether it did. */
    boolean store(NewKey key) {
        if (shop.fingerprints.containsKey(key.fingerprint())) {
            return false;
        }
        undo.put(shop.fingerprints, key.fingerprint(), key.id());
        undo.put(shop.values, key.id(), key.value());
        return true;
    }

    private Map<LineRef, List<StoredKey>> give(List<Assignment> assignments) {
        Map<LineRef, List<StoredKey>> given = new HashMap<>();
        for (Assignment assignment : assignments) {
            if (undo.put(shop.assigned, assignment.key(), assignment.line()) != null) {
                throw new StoreException("the key " + assignment.key() + " is given already", false);
            }
            given.computeIfAbsent(assignment.line(), line -> new ArrayList<>())
                    .add(new StoredKey(
                            assignment.key(), assignment.number(), valueOf(assignment.key()), assignment.at()));
        }
        return given;
    }

    private SealedValue valueOf(KeyId key) {
        SealedValue value = shop.values.get(key);
        if (value == null) {
            throw new StoreException("the key " + key + " was never stored", false);
        }
        return value;
    }

    private void create(NewLine line, @Nullable List<StoredKey> keys) {
        shop.writeLine(
                undo,
                new StoredLine(
                        line.line(),
                        line.product(),
                        line.quantity(),
                        line.keysPerUnit(),
                        line.shortage(),
                        line.waiting(),
                        keys == null ? List.of() : List.copyOf(keys)));
        if (!line.waitsFor().isEmpty()) {
            shop.queues.join(undo, line.line(), line.waitsFor());
        }
    }

    private void change(ChangedLine line, @Nullable List<StoredKey> more) {
        StoredLine before = shop.line(line.line())
                .orElseThrow(() -> new StoreException("the line " + line.line() + " is not on record", false));
        List<StoredKey> keys = new ArrayList<>(before.keys());
        if (more != null) {
            keys.addAll(more);
        }
        shop.writeLine(
                undo,
                new StoredLine(
                        before.ref(),
                        before.product(),
                        line.quantity(),
                        before.keysPerUnit(),
                        before.shortage(),
                        line.waiting(),
                        List.copyOf(keys)));
        if (line.waiting() == 0) {
            shop.queues.leave(undo, line.line());
        } else if (!line.waitsFor().isEmpty()) {
            shop.queues.join(undo, line.line(), line.waitsFor());
        }
    }

    private void take(StockRow row) {
        StockRow removed = undo.remove(shop.pool(row.poolId()).stock, row.position());
        if (removed == null || !removed.key().equals(row.key())) {
            throw new StoreException("the key " + row.key() + " is no longer in stock", false);
        }
    }

    private Set<Long> alert(Set<Long> poolIds) {
        Set<Long> alerted = new TreeSet<>();
        for (long id : poolIds) {
            InMemoryPool pool = shop.pool(id);
            if (pool.row().alertPosition() != PoolRow.NO_ALERT) {
                pool.write(undo, pool.row().withAlertAt(PoolRow.NO_ALERT));
                alerted.add(id);
            }
        }
        return alerted;
    }
}
