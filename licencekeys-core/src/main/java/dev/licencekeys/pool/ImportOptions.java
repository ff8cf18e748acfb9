package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.event.Act;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to import keys.
 *
 * @param pool where keys go whose entry names no tag
 * @param dryRun whether to only tell what would happen; nothing is written, and memory grows by up to 32 bytes per key
 * @param duplicates what to do with keys that the shop has already
 * @param limits what the supply may be at most
 * @param batch keys in each transaction of a store that has its own, at least 1: more are faster, and hold the pool longer
 * @param progress told after every batch, by the importing thread
 * @param act who imports them, and why, for the audit; empty if a program does
 */
public record ImportOptions(
        Pool pool,
        boolean dryRun,
        DuplicatePolicy duplicates,
        ImportLimits limits,
        int batch,
        Consumer<ImportProgress> progress,
        Optional<Act> act) {
    /** The keys in each transaction unless the host says otherwise. */
    public static final int DEFAULT_BATCH = 5_000;

    /**
     * Checks the size of a batch.
     *
     * @throws InvalidInputException if it is not positive
     */
    public ImportOptions {
        if (batch < 1) {
            throw new InvalidInputException("batch", "is " + batch + "; it must be at least 1");
        }
    }

    /**
     * Into the pool with this tag.
     *
     * @throws InvalidInputException if it can't be a tag, see {@link Tag}
     */
    public static ImportOptions into(String tag) {
        return into(Pool.tagged(tag));
    }

    /** Into this pool. */
    public static ImportOptions into(Pool pool) {
        return new ImportOptions(
                pool,
                false,
                DuplicatePolicy.SKIP,
                ImportLimits.DEFAULT,
                DEFAULT_BATCH,
                progress -> {},
                Optional.empty());
    }

    /** The same, only telling what would happen. */
    public ImportOptions asDryRun() {
        return new ImportOptions(pool, true, duplicates, limits, batch, progress, act);
    }

    /** The same with another answer to duplicates. */
    public ImportOptions onDuplicate(DuplicatePolicy policy) {
        return new ImportOptions(pool, dryRun, policy, limits, batch, progress, act);
    }

    /** The same with other limits. */
    public ImportOptions within(ImportLimits other) {
        return new ImportOptions(pool, dryRun, duplicates, other, batch, progress, act);
    }

    /**
     * The same with so many keys in each transaction.
     *
     * @throws InvalidInputException if it is not positive
     */
    public ImportOptions inBatchesOf(int keys) {
        return new ImportOptions(pool, dryRun, duplicates, limits, keys, progress, act);
    }

    /** The same with somebody to tell how far it is. */
    public ImportOptions onProgress(Consumer<ImportProgress> listener) {
        return new ImportOptions(pool, dryRun, duplicates, limits, batch, listener, act);
    }

    /** The same, with who does it and why on record. */
    public ImportOptions by(Act person) {
        return new ImportOptions(pool, dryRun, duplicates, limits, batch, progress, Optional.of(person));
    }
}
