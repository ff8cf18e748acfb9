package dev.licencekeys;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what is on record of order lines and of their keys, with two look-ups for however many. */
final class LineRecords {
    private static final Comparator<LineCursor> ORDER = Comparator.comparing(LineCursor::at)
            .thenComparing(LineCursor::orderId)
            .thenComparing(LineCursor::lineId);

    private final ShopContext context;
    private final StoreTransaction tx;

    LineRecords(ShopContext context, StoreTransaction tx) {
        this.context = context;
        this.tx = tx;
    }

    /** Which of two places is of an earlier line. */
    static int compare(LineCursor one, LineCursor other) {
        return ORDER.compare(one, other);
    }

    /** The lines of an order by id, as far as they came. */
    static List<StoredLine> onRecord(StoreTransaction tx, String shop, String orderId) {
        return tx.open(shop, Set.of(orderId), Set.of()).lines().values().stream()
                .filter(line -> line.terms().isPresent())
                .sorted((one, other) -> one.ref().compareTo(other.ref()))
                .toList();
    }

    /** One record for each of these lines, which came, in their order. */
    List<LineRecord> of(List<StoredLine> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Set<LineRef> refs = lines.stream().map(StoredLine::ref).collect(Collectors.toSet());
        Set<KeyId> keys = new HashSet<>(tx.revokedFrom(context.shop(), refs));
        lines.forEach(line -> line.keys().forEach(key -> keys.add(key.key())));
        Map<KeyId, KeyDetails> details = keys.isEmpty() ? Map.of() : tx.details(context.shop(), keys);
        Map<LineRef, List<KeyRecord>> revoked = details.values().stream()
                .filter(key -> key.state() == KeyState.REVOKED)
                .collect(Collectors.groupingBy(
                        key -> key.holder().orElseThrow().line(),
                        Collectors.mapping(key -> KeyList.record(context, key), Collectors.toList())));
        return lines.stream()
                .map(line -> record(line, details, revoked.getOrDefault(line.ref(), List.of())))
                .toList();
    }

    private LineRecord record(StoredLine line, Map<KeyId, KeyDetails> details, List<KeyRecord> revoked) {
        LineTerms terms = line.requireTerms();
        return new LineRecord(
                line.ref().orderId(),
                line.ref().lineId(),
                terms.product(),
                Optional.of(terms.customer()).filter(customer -> !customer.isEmpty()),
                terms.test(),
                line.counts().quantity(),
                Math.min(line.counts().refunded(), line.counts().quantity()),
                terms.keysPerUnit(),
                line.waiting(),
                line.counts().withdrawn(),
                line.at(),
                line.keys().stream()
                        .map(StoredKey::key)
                        .map(details::get)
                        .filter(Objects::nonNull)
                        .map(key -> KeyList.record(context, key))
                        .toList(),
                revoked);
    }
}
