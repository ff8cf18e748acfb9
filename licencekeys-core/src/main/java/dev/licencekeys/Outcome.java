package dev.licencekeys;

import dev.licencekeys.error.LicenceKeysException;

/** What became of one order among several: it was fulfilled as far as stock allows, or it was refused. */
public sealed interface Outcome permits Fulfilment, Outcome.Refused {
    /** The shop's id of the order. */
    String orderId();

    /**
     * The fulfilment, if the order was not refused.
     *
     * @throws LicenceKeysException the reason of a refusal
     */
    Fulfilment orElseThrow();

    /**
     * An order for which nothing was written, though others of the same call may have been fulfilled.
     *
     * @param orderId the shop's id of the order
     * @param reason what {@link LicenceKeys#fulfil} would have thrown
     */
    record Refused(String orderId, LicenceKeysException reason) implements Outcome {
        @Override
        public Fulfilment orElseThrow() {
            throw reason;
        }
    }
}
