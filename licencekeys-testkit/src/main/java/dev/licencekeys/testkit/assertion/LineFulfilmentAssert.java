package dev.licencekeys.testkit.assertion;

import dev.licencekeys.AssignedKey;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.LineFulfilment.Status;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the answer to one line of an order; from {@link FulfilmentAssert#line}. */
public final class LineFulfilmentAssert extends AbstractAssert<LineFulfilmentAssert, LineFulfilment> {
    private final String orderId;

    LineFulfilmentAssert(String orderId, LineFulfilment actual) {
        super(actual, LineFulfilmentAssert.class);
        this.orderId = orderId;
    }

    /** Every unit of the line has its keys. */
    public LineFulfilmentAssert isFulfilled() {
        return has(Status.FULFILLED);
    }

    /** The line stands like this. */
    public LineFulfilmentAssert has(Status status) {
        return require(actual.status() == status, "be " + status);
    }

    /** The line has so many keys, whenever it got them. */
    public LineFulfilmentAssert hasKeys(int keys) {
        return require(actual.keys().size() == keys, "have " + keys + " keys");
    }

    /** The line is owed so many keys that are not available yet. */
    public LineFulfilmentAssert waitsFor(int keys) {
        return require(actual.waiting() == keys, "wait for " + keys + " keys");
    }

    /** The line has so many keys beyond its quantity. */
    public LineFulfilmentAssert hasSurplus(int keys) {
        return require(actual.surplus() == keys, "have a surplus of " + keys + " keys");
    }

    /** So many keys are new: the line got them by this very call. */
    public LineFulfilmentAssert gave(int keys) {
        return require(
                actual.keys().stream().filter(AssignedKey::isNew).count() == keys, "be given " + keys + " new keys");
    }

    /** No key is new, as when an order comes again. */
    public LineFulfilmentAssert gaveNothingNew() {
        return require(actual.keys().stream().noneMatch(AssignedKey::isNew), "be given nothing new");
    }

    private LineFulfilmentAssert require(boolean isTrue, String wanted) {
        if (!isTrue) {
            failWithMessage("%s", "expected order \"" + orderId + "\" to " + wanted + " on\n  " + Told.line(actual));
        }
        return this;
    }
}
