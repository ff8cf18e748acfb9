package dev.licencekeys.testkit;

import dev.licencekeys.store.LicenceKeyStore;

/** What the author of a store tells the contract suite: how to get one. */
@FunctionalInterface
public interface StoreFixture {
    /**
     * A store that is ready for use, with transactions of its own. May be the same one every time, and may hold data:
     * every contract works in new shops of its own.
     *
     * @return the store
     */
    LicenceKeyStore store();
}
