package dev.licencekeys.key;

import java.util.Set;

/**
 * Under which secrets the keys of a shop are stored.
 *
 * @param stillNeeded the ids of secrets, other than the current ones, that keys may need
 * @param left keys that no rotation to the current secrets has looked at yet; 0 if no other secret is needed
 */
public record ProtectionStatus(Set<String> stillNeeded, long left) {
    /** Makes the set unmodifiable. */
    public ProtectionStatus {
        stillNeeded = Set.copyOf(stillNeeded);
    }

    /** Tells whether the library may be opened with the current secrets alone. */
    public boolean isSettled() {
        return stillNeeded.isEmpty();
    }
}
