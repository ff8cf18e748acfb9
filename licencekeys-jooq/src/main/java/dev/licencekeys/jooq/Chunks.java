package dev.licencekeys.jooq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Long lists in parts, so that no database's limit on the parameters of a statement is reached. */
final class Chunks {
    /**
     * Rows in one statement. With a dozen columns that is a fifth of the 32,767 parameters that every driver takes; and
     * MariaDB turns a list of a thousand into a sub-query, and then no longer uses the index.
     */
    static final int ROWS = 500;

    /** Rows in one statement that takes arrays. */
    static final int ARRAY = 5_000;

    private Chunks() {}

    /** Does {@code work} with each part of at most {@value #ROWS}; not at all for an empty list. */
    static <T> void of(Collection<T> rows, Consumer<List<T>> work) {
        split(rows).forEach(work);
    }

    /** The parts of at most {@value #ROWS}; none of an empty collection. */
    static <T> List<List<T>> split(Collection<T> rows) {
        return split(rows, ROWS);
    }

    /** The parts of at most this size; none of an empty collection. */
    static <T> List<List<T>> split(Collection<T> rows, int size) {
        List<T> list = List.copyOf(rows);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            parts.add(list.subList(from, Math.min(list.size(), from + size)));
        }
        return parts;
    }
}
