package dev.licencekeys;

import dev.licencekeys.pool.KeyRecord;
import dev.licencekeys.product.ProductRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is on record of an order line, without the values of its keys.
 *
 * @param orderId the shop's id of the order
 * @param lineId the shop's id of the line
 * @param product what it sells
 * @param customer the host's reference of the customer; empty if it told none, or it was erased
 * @param test whether it is of a test order
 * @param quantity units ordered, as last told; 0 if a key was moved here before the order came
 * @param refunded units of these that were refunded or cancelled, no more than the quantity
 * @param keysPerUnit keys for each unit
 * @param waiting keys that it waits for
 * @param withdrawn keys that it is not given again, since a person took them away
 * @param at when it came, cut to microseconds
 * @param keys the keys that it has, by number
 * @param revoked the keys that were revoked from it, in no order
 */
public record LineRecord(
        String orderId,
        String lineId,
        ProductRef product,
        Optional<String> customer,
        boolean test,
        int quantity,
        int refunded,
        int keysPerUnit,
        int waiting,
        int withdrawn,
        Instant at,
        List<KeyRecord> keys,
        List<KeyRecord> revoked) {
    /** Makes the lists unmodifiable. */
    public LineRecord {
        keys = List.copyOf(keys);
        revoked = List.copyOf(revoked);
    }

    /** Keys that it has beyond the units that were ordered and not refunded. */
    public int surplus() {
        return Math.max(0, keys.size() - (quantity - refunded) * keysPerUnit);
    }

    /** From where on the lines that came before it are listed. */
    public LineCursor cursor() {
        return new LineCursor(at, orderId, lineId);
    }
}
