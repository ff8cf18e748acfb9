package dev.licencekeys.pool;

/** What an import does with a key that the shop has already. A key that was given is never touched. */
public enum DuplicatePolicy {
    /** Counts it and goes on. The default. */
    SKIP,

    /** Fails at the first one. Nothing of the import stays, but for keys that waiting lines were given meanwhile. */
    FAIL,

    /** Moves it to the pool of this import, behind the keys there, if it is still available in another. */
    MOVE
}
