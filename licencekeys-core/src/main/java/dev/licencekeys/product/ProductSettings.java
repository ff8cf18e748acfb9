package dev.licencekeys.product;

import dev.licencekeys.error.InvalidInputException;

/**
 * What the merchant decided for a product or one variant.
 *
 * @param method how it gets its keys
 * @param keysPerUnit keys for each unit bought: 1 to {@value #MAX_KEYS_PER_UNIT}; an order line keeps the number with
 *     which it was first fulfilled
 * @param shortage what happens when keys are short; likewise kept by a line
 */
public record ProductSettings(AssignmentMethod method, int keysPerUnit, ShortagePolicy shortage) {
    /** The largest bundle. */
    public static final int MAX_KEYS_PER_UNIT = 100;

    /**
     * Checks the range.
     *
     * @throws InvalidInputException if {@code keysPerUnit} is out of range
     */
    public ProductSettings {
        if (keysPerUnit < 1 || keysPerUnit > MAX_KEYS_PER_UNIT) {
            throw new InvalidInputException(
                    "keysPerUnit", "is " + keysPerUnit + "; it must be from 1 to " + MAX_KEYS_PER_UNIT);
        }
    }

    /** One key per unit, and {@link ShortagePolicy#PARTIAL}. */
    public static ProductSettings of(AssignmentMethod method) {
        return new ProductSettings(method, 1, ShortagePolicy.PARTIAL);
    }

    /** The same with another number of keys for each unit. */
    public ProductSettings withKeysPerUnit(int keys) {
        return new ProductSettings(method, keys, shortage);
    }

    /** The same with another answer to a shortage. */
    public ProductSettings withShortage(ShortagePolicy policy) {
        return new ProductSettings(method, keysPerUnit, policy);
    }
}
