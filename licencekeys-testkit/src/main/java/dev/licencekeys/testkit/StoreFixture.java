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

    /**
     * The same rows as a process sees them that begins now: in a store that is opened anew, and knows nothing but what was
     * committed. The one before is not used any more, so that it may be closed first; {@link #store()} is called again for
     * the next contract.
     *
     * <p>As here, another look by {@link #store()}. That is right where it opens the rows anew each time, and where no other
     * process ever sees them, as in memory: such a store returns the one that there is, and is held to the same. Override it
     * where {@link #store()} returns one that stays open, or one without rows.
     *
     * @return a store in which whatever was committed through the last one is there
     */
    default LicenceKeyStore reopened() {
        return store();
    }
}
