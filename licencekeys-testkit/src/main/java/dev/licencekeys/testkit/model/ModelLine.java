package dev.licencekeys.testkit.model;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An order line, and what it has. */
final class ModelLine {
    final LineRef ref;

    /** In which call it came, or what concerns it. */
    final int since;

    /** Empty if only a refund of it came. */
    Optional<LineTerms> terms = Optional.empty();

    int quantity;
    int refunded;
    int withdrawn;
    final Map<String, Integer> refunds = new HashMap<>();
    final List<ModelKey> keys = new ArrayList<>();
    final Set<ModelKey> revoked = new LinkedHashSet<>();

    /** Since when it waits for which pool. */
    final Map<Pool, Integer> standsAt = new HashMap<>();

    ModelLine(LineRef ref, int since) {
        this.ref = ref;
        this.since = since;
    }

    boolean came() {
        return terms.isPresent() && quantity > 0;
    }

    int keysPerUnit() {
        return terms.map(LineTerms::keysPerUnit).orElse(0);
    }

    LineTerms requireTerms() {
        return terms.orElseThrow();
    }

    /** Keys that it is to have. */
    int target() {
        return Math.max(0, quantity - refunded) * keysPerUnit();
    }

    int surplus() {
        return Math.max(0, keys.size() - target());
    }

    int lacking() {
        return Math.max(0, target() - keys.size());
    }

    /** Keys that it waits for: all that it lacks, and that nobody took away from it. */
    int waiting() {
        return lacking() - Math.min(withdrawn, lacking());
    }

    /** After anything changed: what was taken away counts as long as it is lacking; who waits for nothing stands nowhere. */
    void settle() {
        withdrawn = Math.min(withdrawn, lacking());
        if (waiting() == 0) {
            standsAt.clear();
        }
    }

    int nextNumber() {
        return keys.stream().mapToInt(key -> key.number).max().orElse(0) + 1;
    }
}
