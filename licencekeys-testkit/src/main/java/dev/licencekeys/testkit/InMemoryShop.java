package dev.licencekeys.testkit;

import dev.licencekeys.display.TextScope;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.NewKey;
import dev.licencekeys.store.Retired;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredProof;
import dev.licencekeys.store.StoredRefund;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The rows of one shop. All of them are immutable; whoever replaces one does so through an {@link UndoLog}. */
final class InMemoryShop {
    final Map<ProductRef, ProductSettings> products = new HashMap<>();
    final Map<TextScope, Map<String, String>> texts = new HashMap<>();
    final Map<Pool, InMemoryPool> pools = new HashMap<>();
    final Map<Long, InMemoryPool> poolsById = new HashMap<>();
    final Map<Fingerprint, KeyId> fingerprints = new HashMap<>();
    final Map<Fingerprint, KeyId> sharedFingerprints = new HashMap<>();
    final Map<Fingerprint, KeyId> foldedFingerprints = new HashMap<>();
    final Map<Fingerprint, KeyId> sharedFolded = new HashMap<>();
    final NavigableMap<KeyId, NewKey> keys = new TreeMap<>();
    final Map<KeyId, StockRow> inStock = new HashMap<>();
    final Map<UUID, List<ImportPart>> imports = new HashMap<>();
    final NavigableMap<KeyId, HeldKey> held = new TreeMap<>();
    final NavigableMap<KeyId, Revoked> revoked = new TreeMap<>();
    final Map<LineRef, List<StoredRefund>> refunds = new HashMap<>();
    final NavigableMap<KeyId, Retired> retired = new TreeMap<>();

    /** By id, in the order in which databases compare ids. */
    final NavigableMap<UUID, Event> events = new TreeMap<>(Comparator.comparing(KeyId::new));

    final InMemoryOutbox outbox = new InMemoryOutbox();
    final List<StoredProof> proofs = new ArrayList<>();
    final InMemoryQueues queues = new InMemoryQueues(this);

    /** Of pools that have none of their own. */
    ThresholdPolicy defaultThreshold = ThresholdPolicy.DEFAULT;

    private final Map<String, Map<String, StoredLine>> orders = new HashMap<>();

    InMemoryPool pool(long id) {
        InMemoryPool pool = poolsById.get(id);
        if (pool == null) {
            throw new IllegalArgumentException("this shop has no pool " + id);
        }
        return pool;
    }

    NewKey key(KeyId id) {
        NewKey key = keys.get(id);
        if (key == null) {
            throw new StoreException("the key " + id + " was never stored", false);
        }
        return key;
    }

    void write(UndoLog undo, Event event) {
        if (undo.put(events, event.id(), event) != null) {
            throw new StoreException("the event " + event.id() + " was written before", false);
        }
        outbox.add(undo, event);
    }

    /** A key as its line tells it. */
    StoredKey stored(HeldKey held) {
        return new StoredKey(held.key(), held.number(), key(held.key()).value(), held.at(), held.expiry());
    }

    Map<String, StoredLine> linesOf(String order) {
        return orders.getOrDefault(order, Map.of());
    }

    Optional<StoredLine> line(LineRef ref) {
        return Optional.ofNullable(linesOf(ref.orderId()).get(ref.lineId()));
    }

    Stream<StoredLine> lines() {
        return orders.values().stream().flatMap(order -> order.values().stream());
    }

    void writeLine(UndoLog undo, StoredLine line) {
        Map<String, StoredLine> order = orders.get(line.ref().orderId());
        if (order == null) {
            order = new TreeMap<>();
            undo.put(orders, line.ref().orderId(), order);
        }
        undo.put(order, line.ref().lineId(), line);
    }
}
