package dev.licencekeys;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Rung when a transaction of the library's own that wrote events is committed, so that nobody waits for the next look. */
final class Doorbell {
    private final List<Consumer<String>> listening = new CopyOnWriteArrayList<>();

    /** Tells those who listen of which shop there is something to deliver. */
    void ring(String shop) {
        listening.forEach(listener -> listener.accept(shop));
    }

    void listen(Consumer<String> listener) {
        listening.add(listener);
    }

    void leave(Consumer<String> listener) {
        listening.remove(listener);
    }
}
