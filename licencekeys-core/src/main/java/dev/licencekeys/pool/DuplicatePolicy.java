package dev.licencekeys.pool;

/** What an import does with a key that the shop has already. A key that was given is never touched. */
public enum DuplicatePolicy {
    /** Counts it and goes on. The default. */
    SKIP,

    /** Stops there and fails; batches that were stored before stay, and the same import again goes on from there. */
    FAIL,

    /** Moves it to the pool of this import, behind the keys there, if it is still available in another. */
    MOVE
}
