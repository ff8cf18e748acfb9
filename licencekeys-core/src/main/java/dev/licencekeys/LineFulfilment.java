package dev.licencekeys;

import dev.licencekeys.product.ProductRef;
import java.util.List;

/**
 * What an order line has.
 *
 * @param lineId the shop's id of the line
 * @param product what it sells
 * @param status the answer in one word
 * @param keys the keys it has, by number
 * @param waiting keys that it is owed and that are not available yet
 * @param surplus keys that it has beyond its quantity, because the quantity was lowered or units were refunded
 */
public record LineFulfilment(
        String lineId, ProductRef product, Status status, List<AssignedKey> keys, int waiting, int surplus) {
    /** The answer for a line. */
    public enum Status {
        /** Every unit has its keys. */
        FULFILLED,

        /** Some keys, or all, are not available yet. */
        WAITING,

        /** Every unit was refunded or cancelled; keys that it got before may have stayed with it. */
        REFUNDED,

        /** The product carries no keys: neither it nor the variant has settings. */
        NO_KEYS,

        /**
         * Keys are short and this line, or another of the order, is not to wait ({@link
         * dev.licencekeys.product.ShortagePolicy#REJECT}): nothing was written for the order.
         */
        REJECTED
    }

    /** Makes the list unmodifiable. */
    public LineFulfilment {
        keys = List.copyOf(keys);
    }
}
