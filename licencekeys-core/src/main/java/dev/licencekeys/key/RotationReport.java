package dev.licencekeys.key;

import java.util.List;
import java.util.Set;

/**
 * What came of a rotation.
 *
 * @param resealed keys that it stored anew
 * @param failed how many keys it could not store anew
 * @param failures why, key by key: the first {@value #MAX_FAILURES}
 * @param stillNeeded the ids of older secrets that keys of the shop may need still
 */
public record RotationReport(long resealed, long failed, List<Failure> failures, Set<String> stillNeeded) {
    /** The most failures that a report lists one by one; the count is always complete. */
    public static final int MAX_FAILURES = 100;

    /**
     * A key that could not be stored anew.
     *
     * @param key which key
     * @param reason continues a sentence that begins with the key; never quotes its value
     */
    public record Failure(KeyId key, String reason) {}

    /** Makes the collections unmodifiable. */
    public RotationReport {
        failures = List.copyOf(failures);
        stillNeeded = Set.copyOf(stillNeeded);
    }

    /** Tells whether every key is stored under the current secrets, so that the next start may do without the others. */
    public boolean isComplete() {
        return stillNeeded.isEmpty();
    }
}
