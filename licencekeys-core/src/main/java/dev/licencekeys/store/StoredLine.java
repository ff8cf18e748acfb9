package dev.licencekeys.store;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ShortagePolicy;
import java.util.List;

/**
 * An order line on record.
 *
 * @param ref which line
 * @param product what it sells
 * @param quantity units ordered, as last told
 * @param keysPerUnit keys for each unit, as first fulfilled
 * @param shortage what happens when keys are short, as first fulfilled
 * @param waiting keys that the line waits for
 * @param keys the keys it has, by number
 */
public record StoredLine(
        LineRef ref,
        ProductRef product,
        int quantity,
        int keysPerUnit,
        ShortagePolicy shortage,
        int waiting,
        List<StoredKey> keys) {}
