package dev.licencekeys.testkit.model;

import dev.licencekeys.store.LineRef;
import java.util.List;

/**
 * Chooses an order line.
 *
 * @param lacking whether one that lacks keys is preferred
 * @param index which of those, counted round
 * @param otherwise the line if there is none, or none is preferred
 */
record LinePick(boolean lacking, int index, LineRef otherwise) {
    LineRef in(ModelShop shop) {
        List<LineRef> lines = shop.lines.values().stream()
                .filter(line -> lacking && line.lacking() > 0)
                .map(line -> line.ref)
                .toList();
        return lines.isEmpty() ? otherwise : lines.get(index % lines.size());
    }

    @Override
    public String toString() {
        return (lacking ? "lacking line " + index + ", or " : "") + otherwise.orderId() + "/" + otherwise.lineId();
    }
}
