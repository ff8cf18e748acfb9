package dev.licencekeys;

import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.text.Identifiers;
import java.util.List;
import java.util.Set;

/** Notes that a customer sees the keys of an order line. */
final class Revealed {
    private Revealed() {}

    static LineRef ref(String orderId, String lineId) {
        return new LineRef(Identifiers.require("order", orderId), Identifiers.require("line", lineId));
    }

    /** The line with its keys, which count as seen from now on; none if it is not on record. */
    static List<StoredLine> lines(StoreTransaction tx, ShopContext context, LineRef line) {
        List<StoredLine> lines = tx.lockLines(context.shop(), Set.of(line));
        if (!lines.isEmpty()) {
            tx.reveal(context.shop(), line, context.now());
        }
        return lines;
    }
}
