package dev.licencekeys.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes to maps, and remembers how to take it back. */
final class UndoLog {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Puts a value; returns the one that was there. */
    <K, V> @Nullable V put(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        add(() -> restore(map, key, before));
        return before;
    }

    /** Removes a value; returns the one that was there. */
    <K, V> @Nullable V remove(Map<K, V> map, K key) {
        V before = map.remove(key);
        if (before != null) {
            add(() -> restore(map, key, before));
        }
        return before;
    }

    /** Remembers how to take back what was just written. */
    void add(Runnable step) {
        steps.push(step);
    }

    /** Takes everything back, last first. */
    void undo() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    private static <K, V> void restore(Map<K, V> map, K key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }
}
