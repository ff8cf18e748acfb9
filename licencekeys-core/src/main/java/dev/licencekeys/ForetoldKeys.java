package dev.licencekeys;

import dev.licencekeys.Tally.Fate;
import dev.licencekeys.key.Fingerprint;
import java.util.Collection;
import java.util.Optional;

/** The keys that a dry run would have stored or moved so far. */
final class ForetoldKeys {
    private final SeenFingerprints added = new SeenFingerprints();
    private final SeenFingerprints moved = new SeenFingerprints();

    void add(Collection<Fingerprint> key) {
        key.forEach(added::add);
    }

    void move(Collection<Fingerprint> key) {
        key.forEach(moved::add);
    }

    /** What this makes of another key with this fingerprint; empty if there is none yet. */
    Optional<Fate> of(Fingerprint fingerprint) {
        if (moved.contains(fingerprint)) {
            return Optional.of(Fate.IN_POOL);
        }
        return added.contains(fingerprint) ? Optional.of(Fate.IN_IMPORT) : Optional.empty();
    }
}
