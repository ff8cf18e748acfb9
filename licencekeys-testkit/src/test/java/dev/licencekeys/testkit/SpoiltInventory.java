package dev.licencekeys.testkit;

import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.PoolUse;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.StoreTransaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Saboteurs that list keys, keep the record, or change pools otherwise than they were told. */
final class SpoiltInventory {
    static final List<Saboteur> SABOTEURS = List.of(
            SpoiltTransactions.saboteur("lists the key at the end of a part twice", "keys, listed", RepeatsPlace::new),
            SpoiltTransactions.saboteur("lists a key as it was before", "keys, listed", ForgetsHolder::new),
            SpoiltTransactions.saboteur("finds pools by their beginning only", "keys, listed", FindsByBeginning::new),
            SpoiltTransactions.saboteur("forgets which keys were retired", "keys, by hand", ForgetsRetired::new),
            SpoiltTransactions.saboteur("deletes a pool that is needed", "pools, by hand", SeesNoUse::new),
            SpoiltTransactions.saboteur("says that it renamed a pool", "pools, by hand", KeepsName::new),
            SpoiltTransactions.saboteur("mixes up from where to where", "audit", TurnsMoves::new),
            SpoiltTransactions.saboteur("forgets why", "audit", ForgetsReason::new),
            SpoiltTransactions.saboteur("tells the last event again", "audit", RepeatsEvent::new),
            SpoiltTransactions.saboteur("takes the last look for the first", "revealing", SeesAnew::new),
            SpoiltTransactions.saboteur("notes every look as one of the first line", "revealing", SeesOne::new),
            SpoiltTransactions.saboteur("records one event of a batch", "by hand, at once", RecordsFirst::new));

    private SpoiltInventory() {}

    private static KeyDetails with(KeyDetails key, Optional<KeyDetails.Holder> holder) {
        return new KeyDetails(
                key.id(),
                key.value(),
                key.state(),
                key.pool(),
                key.position(),
                key.note(),
                key.importId(),
                key.at(),
                key.expiry(),
                holder);
    }

    private static final class RepeatsPlace extends ForwardingTransaction {
        RepeatsPlace(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit) {
            return super.places(shop, pool, state, new KeyCursor(after.position() - 1, after.key()), limit);
        }
    }

    private static final class ForgetsHolder extends ForwardingTransaction {
        ForgetsHolder(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
            Map<KeyId, KeyDetails> details = new HashMap<>(super.details(shop, keys));
            details.replaceAll((id, key) -> with(key, Optional.empty()));
            return details;
        }
    }

    private static final class FindsByBeginning extends ForwardingTransaction {
        FindsByBeginning(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<PoolStock> stock(String shop, String partOfTag) {
            return super.stock(shop, partOfTag).stream()
                    .filter(stock ->
                            partOfTag.isEmpty() || stock.pool().toString().startsWith(partOfTag))
                    .toList();
        }
    }

    private static final class ForgetsRetired extends ForwardingTransaction {
        ForgetsRetired(StoreTransaction right) {
            super(right);
        }

        @Override
        public void retire(String shop, List<Retired> keys) {}
    }

    private static final class SeesNoUse extends ForwardingTransaction {
        SeesNoUse(StoreTransaction right) {
            super(right);
        }

        @Override
        public PoolUse poolUse(String shop, long poolId) {
            return new PoolUse(List.of(), false, false);
        }
    }

    private static final class KeepsName extends ForwardingTransaction {
        KeepsName(StoreTransaction right) {
            super(right);
        }

        @Override
        public boolean renamePool(String shop, long poolId, Pool name) {
            return true;
        }
    }

    private static final class TurnsMoves extends ForwardingTransaction {
        TurnsMoves(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addEvents(String shop, List<Event> events) {
            super.addEvents(shop, events.stream().map(TurnsMoves::turned).toList());
        }

        private static Event turned(Event event) {
            return event instanceof KeyMoved moved
                    ? new KeyMoved(moved.id(), moved.at(), moved.by(), moved.key(), moved.to(), moved.from())
                    : event;
        }
    }

    private static final class ForgetsReason extends ForwardingTransaction {
        ForgetsReason(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addEvents(String shop, List<Event> events) {
            super.addEvents(shop, events.stream().map(ForgetsReason::without).toList());
        }

        private static Event without(Event event) {
            return event instanceof KeyMoved moved
                    ? new KeyMoved(
                            moved.id(),
                            moved.at(),
                            new Act(moved.by().actor(), ""),
                            moved.key(),
                            moved.from(),
                            moved.to())
                    : event;
        }
    }

    private static final class RepeatsEvent extends ForwardingTransaction {
        RepeatsEvent(StoreTransaction right) {
            super(right);
        }

        @Override
        public List<Event> events(String shop, UUID before, int limit) {
            UUID same = new UUID(before.getMostSignificantBits(), before.getLeastSignificantBits() + 1);
            return super.events(shop, before.getLeastSignificantBits() == -1 ? before : same, limit);
        }
    }

    private static final class RecordsFirst extends ForwardingTransaction {
        RecordsFirst(StoreTransaction right) {
            super(right);
        }

        @Override
        public void addEvents(String shop, List<Event> events) {
            super.addEvents(shop, events.subList(0, Math.min(1, events.size())));
        }
    }

    private static final class SeesAnew extends ForwardingTransaction {
        SeesAnew(StoreTransaction right) {
            super(right);
        }

        @Override
        public Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
            Map<KeyId, KeyDetails> details = new HashMap<>(super.details(shop, keys));
            details.replaceAll((id, key) -> with(key, key.holder().map(SeesAnew::seenAnew)));
            return details;
        }

        private static KeyDetails.Holder seenAnew(KeyDetails.Holder holder) {
            return new KeyDetails.Holder(
                    holder.line(),
                    holder.customer(),
                    holder.since(),
                    holder.revealedAt().map(time -> time.plusNanos(System.nanoTime())),
                    holder.revokedAt());
        }
    }

    private static final class SeesOne extends ForwardingTransaction {
        SeesOne(StoreTransaction right) {
            super(right);
        }

        @Override
        public void reveal(String shop, LineRef line, Instant at) {
            super.reveal(shop, new LineRef(line.orderId(), "1"), at);
            super.reveal(shop, new LineRef("1", "1"), at);
        }
    }
}
