package dev.licencekeys;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Does what is on record by an event. A store tries a transaction again also when only the answer to its commit was lost;
 * the event then tells that it was done, and the answer is the first one.
 */
final class RecordedOnce {
    private RecordedOnce() {}

    /**
     * What a try came to.
     *
     * @param event one that it wrote; empty if it changed nothing
     */
    record Done<R>(R answer, Optional<UUID> event) {}

    static <R> R transact(LicenceKeyStore store, String shop, Function<StoreTransaction, Done<R>> work) {
        List<Done<R>> tries = new ArrayList<>();
        return store.transact(tx -> {
            for (Done<R> before : tries) {
                if (before.event().filter(event -> isOnRecord(tx, shop, event)).isPresent()) {
                    return before.answer();
                }
            }
            Done<R> done = work.apply(tx);
            tries.add(done);
            return done.answer();
        });
    }

    private static boolean isOnRecord(StoreTransaction tx, String shop, UUID event) {
        long low = event.getLeastSignificantBits() + 1;
        UUID next = new UUID(event.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
        return tx.events(shop, next, 1).stream().anyMatch(latest -> latest.id().equals(event));
    }
}
