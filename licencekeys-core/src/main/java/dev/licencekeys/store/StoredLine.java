package dev.licencekeys.store;

import dev.licencekeys.product.ProductRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order line on record.
 *
 * @param ref which line
 * @param terms under what it was first fulfilled; empty if it did not come yet, but something that concerns it did
 * @param counts its figures
 * @param keys the keys it has, by number
 * @param at when it came, or what concerns it
 */
public record StoredLine(LineRef ref, Optional<LineTerms> terms, LineCounts counts, List<StoredKey> keys, Instant at) {
    /**
     * Its terms.
     *
     * @throws IllegalStateException if it did not come yet
     */
    public LineTerms requireTerms() {
        return terms.orElseThrow(() -> new IllegalStateException("the line " + ref + " did not come yet"));
    }

    /** What it sells; only of a line that came. */
    public ProductRef product() {
        return requireTerms().product();
    }

    /** The same with these keys. */
    public StoredLine withKeys(List<StoredKey> itsKeys) {
        return new StoredLine(ref, terms, counts, List.copyOf(itsKeys), at);
    }

    /** Keys that it waits for. */
    public int waiting() {
        return counts.waiting();
    }

    /** Keys that it is to have. */
    public int target() {
        return terms.map(LineTerms::keysPerUnit).orElse(0) * counts.units();
    }

    /** The number after the last of its keys. */
    public int nextNumber() {
        return keys.stream().mapToInt(StoredKey::number).max().orElse(0) + 1;
    }
}
