package dev.licencekeys.testkit.model;

import dev.licencekeys.error.LicenceKeysException;

/** What makes no sense, and how the shop has to refuse it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Class<? extends LicenceKeysException> how;

    Refusal(Class<? extends LicenceKeysException> how) {
        super(how.getSimpleName(), null, false, false);
        this.how = how;
    }

    boolean is(LicenceKeysException actual) {
        return how.isInstance(actual);
    }
}
