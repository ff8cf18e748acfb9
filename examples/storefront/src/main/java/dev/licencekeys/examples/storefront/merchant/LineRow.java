package dev.licencekeys.examples.storefront.merchant;

import dev.licencekeys.LineRecord;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.pool.Pool;
import java.util.List;

/**
 * An order line as the merchant reads it.
 *
 * @param line what is on record
 * @param order what the customer calls the order; its id if the shop doesn't know it
 * @param name of the product
 * @param toFill the tags of which keys are missing, where it waits; empty for the pool without one
 */
record LineRow(LineRecord line, String order, String name, List<String> toFill) {
    private static final int SHOWN = 3;

    static LineRow of(LineRecord line, String order, String name, List<Pool> pools) {
        return new LineRow(
                line,
                order,
                name,
                line.waiting() > 0 ? pools.stream().map(Refs::tag).toList() : List.of());
    }

    /** The first keys, masked. */
    public List<String> masked() {
        return line.keys().stream().limit(SHOWN).map(KeyRecord::masked).toList();
    }

    /** How many keys there are besides. */
    public int more() {
        return Math.max(0, line.keys().size() - SHOWN);
    }

    /** Whether nothing is missing, given the units that were not refunded. */
    public boolean isComplete() {
        return line.waiting() == 0 && !line.keys().isEmpty();
    }

    /** How many units could still be refunded. */
    public int refundable() {
        return line.quantity() - line.refunded();
    }

    public boolean isSeen(KeyRecord key) {
        return key.state() == KeyState.REVEALED;
    }
}
