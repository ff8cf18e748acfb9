package dev.licencekeys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a recording into a scenario as a database would, with a database's constraints. */
final class Book {
    private Book() {}

    static Scenario write(Scenario before, Recording recording) {
        Map<LineRef, StoredLine> lines = new HashMap<>(before.opened().lines());
        recording
                .newLines()
                .forEach(line -> assertThat(lines.put(line.line(), stored(line)))
                        .as("new line is not on record yet")
                        .isNull());
        recording
                .changedLines()
                .forEach(line -> assertThat(lines.computeIfPresent(line.line(), (ref, known) -> changed(known, line)))
                        .as("changed line is on record")
                        .isNotNull());
        Set<KeyId> assigned = new HashSet<>();
        lines.values().forEach(line -> line.keys().forEach(key -> assigned.add(key.key())));
        List<StoredKey> keys = keys(recording);
        for (int i = 0; i < keys.size(); i++) {
            StoredKey key = keys.get(i);
            assertThat(assigned.add(key.key())).as("assigned once").isTrue();
            assertThat(lines.computeIfPresent(recording.assignments().get(i).line(), (ref, line) -> with(line, key)))
                    .as("assigned to a line on record")
                    .isNotNull();
        }
        return new Scenario(
                before.orders(),
                new Opened(before.opened().products(), before.opened().pools(), lines),
                without(before.stock(), recording.taken()),
                before.maxKeysPerLine());
    }

    /** The keys that a recording assigns, each with the value under which it is stored. */
    static List<StoredKey> keys(Recording recording) {
        Map<KeyId, SealedValue> values = new HashMap<>();
        recording.newKeys().forEach(key -> values.put(key.id(), key.value()));
        recording.taken().forEach(row -> values.put(row.key(), row.value()));
        return recording.assignments().stream()
                .map(assignment -> new StoredKey(
                        assignment.key(),
                        assignment.number(),
                        requireNonNull(values.get(assignment.key())),
                        assignment.at()))
                .toList();
    }

    private static StoredLine stored(NewLine line) {
        return new StoredLine(line.line(), line.terms(), line.counts(), List.of(), line.at());
    }

    private static StoredLine changed(StoredLine known, ChangedLine line) {
        return new StoredLine(known.ref(), line.terms().or(known::terms), line.counts(), known.keys(), known.at());
    }

    private static StoredLine with(StoredLine line, StoredKey key) {
        List<StoredKey> keys = new ArrayList<>(line.keys());
        keys.add(key);
        return line.withKeys(keys);
    }

    private static Map<Long, List<StockRow>> without(Map<Long, List<StockRow>> stock, List<StockRow> taken) {
        Map<Long, List<StockRow>> left = new HashMap<>();
        stock.forEach((pool, rows) -> left.put(pool, new ArrayList<>(rows)));
        for (StockRow row : taken) {
            assertThat(left.getOrDefault(row.poolId(), List.of()).remove(row))
                    .as("taken from stock, once")
                    .isTrue();
        }
        return left;
    }
}
