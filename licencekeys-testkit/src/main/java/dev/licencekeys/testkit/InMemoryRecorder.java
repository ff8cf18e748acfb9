package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what was decided, in the order of its methods; refuses what the constraints of a database would refuse. */
final class InMemoryRecorder {
    private final InMemoryShop shop;
    private final UndoLog undo;
    private final InMemoryStock stock;

    InMemoryRecorder(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
        this.stock = new InMemoryStock(shop, undo);
    }

    Recorded record(Recording recording) {
        for (NewLine line : recording.newLines()) {
            if (shop.line(line.line()).isPresent()) {
                return new Recorded(true);
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
        recording.taken().forEach(stock::take);
        recording.events().forEach(event -> shop.write(undo, event));
        return new Recorded(false);
    }

    private void storeGenerated(NewKey key) {
        if (!stock.store(key)) {
            throw new StoreException("the shop has the generated key " + key.id() + " already", false);
        }
    }

    private Map<LineRef, List<StoredKey>> give(List<Assignment> assignments) {
        Map<LineRef, List<StoredKey>> given = new HashMap<>();
        for (Assignment assignment : assignments) {
            HeldKey held = new HeldKey(
                    assignment.key(),
                    assignment.line(),
                    assignment.number(),
                    assignment.poolId(),
                    assignment.at(),
                    assignment.expiry(),
                    Optional.empty());
            if (undo.put(shop.held, held.key(), held) != null) {
                throw new StoreException("the key " + held.key() + " is given already", false);
            }
            given.computeIfAbsent(held.line(), line -> new ArrayList<>()).add(shop.stored(held));
        }
        return given;
    }

    private void create(NewLine line, @Nullable List<StoredKey> keys) {
        shop.writeLine(
                undo,
                new StoredLine(
                        line.line(),
                        line.terms(),
                        line.counts(),
                        keys == null ? List.of() : List.copyOf(keys),
                        line.at()));
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
                        before.ref(), line.terms().or(before::terms), line.counts(), List.copyOf(keys), before.at()));
        if (line.counts().waiting() == 0) {
            shop.queues.leave(undo, line.line());
        } else if (!line.waitsFor().isEmpty()) {
            shop.queues.join(undo, line.line(), line.waitsFor());
        }
    }
}
