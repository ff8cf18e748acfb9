package dev.licencekeys.key;

import dev.licencekeys.error.InvalidInputException;

/**
 * What may happen by chance.
 *
 * @param equalPairs how many pairs of equal keys may be expected; a bound of the probability that there is any
 * @param guess the probability that a guess is a key
 */
record KeyOdds(double equalPairs, double guess) {
    static final KeyOdds USUAL = new KeyOdds(1e-6, 1e-9);

    KeyOdds {
        require("equalPairs", equalPairs);
        require("guess", guess);
    }

    private static void require(String field, double probability) {
        // Written so that not-a-number is refused, too.
        if (!(probability > 0 && probability <= 1)) {
            throw new InvalidInputException(
                    field, "is " + probability + "; it is a probability, and must be above 0 and at most 1");
        }
    }
}
