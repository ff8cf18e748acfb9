package dev.licencekeys.jooq;

import java.util.List;
import java.util.function.Consumer;

/** Long lists in parts, so that no database's limit on the parameters of a statement is reached. */
final class Chunks {
    /** Rows in one statement: with a dozen columns a third of the 32,767 parameters that every driver takes. */
    static final int ROWS = 1_000;

    private Chunks() {}

    /** Does {@code work} with each part of at most {@value #ROWS}; not at all for an empty list. */
    static <T> void of(List<T> list, Consumer<List<T>> work) {
        for (int from = 0; from < list.size(); from += ROWS) {
            work.accept(list.subList(from, Math.min(list.size(), from + ROWS)));
        }
    }
}
