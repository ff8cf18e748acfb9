package dev.licencekeys;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeyOrigin;
import dev.licencekeys.pool.KeyPage;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the keys of a pool part by part, within one transaction. */
final class KeyList {
    private static final int PART = 1_000;

    private final ShopContext context;
    private final StoreTransaction tx;

    KeyList(ShopContext context, StoreTransaction tx) {
        this.context = context;
        this.tx = tx;
    }

    /**
     * What was read of a part of the list.
     *
     * @param next where the next part begins; empty after the last
     */
    record Part(List<KeyDetails> keys, Optional<KeyCursor> next) {}

    KeyPage page(Pool pool, KeyState state, KeyCursor after, int limit) {
        Part part = part(pool, state, after, limit);
        return new KeyPage(part.keys().stream().map(key -> record(context, key)).toList(), part.next());
    }

    Part part(Pool pool, KeyState state, KeyCursor after, int limit) {
        List<KeyCursor> places = tx.places(context.shop(), pool, state, after, limit);
        Map<KeyId, KeyDetails> details =
                tx.details(context.shop(), places.stream().map(KeyCursor::key).collect(Collectors.toSet()));
        // What left the state between the two reads is left out.
        List<KeyDetails> keys = places.stream()
                .map(place -> details.get(place.key()))
                .filter(Objects::nonNull)
                .filter(key -> key.state() == state)
                .toList();
        return new Part(keys, places.size() < limit ? Optional.empty() : Optional.of(places.get(places.size() - 1)));
    }

    /** Hands over all keys of a pool that are in a state, each part read in a transaction; returns how many. */
    static long forEach(
            ShopContext context, LicenceKeyStore store, Pool pool, KeyState state, Consumer<KeyDetails> work) {
        long count = 0;
        Optional<KeyCursor> next = Optional.of(KeyCursor.START);
        while (next.isPresent()) {
            KeyCursor after = next.get();
            Part part = store.transact(tx -> new KeyList(context, tx).part(pool, state, after, PART));
            part.keys().forEach(work);
            count += part.keys().size();
            next = part.next();
        }
        return count;
    }

    /** Throws if there is no such pool. */
    void requirePool(Pool pool) {
        tx.places(context.shop(), pool, KeyState.AVAILABLE, KeyCursor.START, 1);
    }

    static KeyRecord record(ShopContext context, KeyDetails key) {
        return new KeyRecord(
                key.id(),
                context.open(key.id(), key.value()).toString(),
                key.state(),
                origin(key.importId()),
                key.pool(),
                key.note(),
                key.at(),
                key.expiry(),
                key.holder()
                        .map(holder -> new KeyRecord.Holder(
                                holder.line().orderId(),
                                holder.line().lineId(),
                                Optional.of(holder.customer()).filter(customer -> !customer.isEmpty()),
                                holder.since(),
                                holder.revealedAt(),
                                holder.revokedAt())));
    }

    private static KeyOrigin origin(UUID importId) {
        if (importId.equals(NewKey.TEST)) {
            return KeyOrigin.TEST;
        }
        return importId.equals(NewKey.GENERATED) ? KeyOrigin.GENERATED : KeyOrigin.UPLOADED;
    }
}
