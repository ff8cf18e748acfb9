package dev.licencekeys.pool;

import dev.licencekeys.event.ThresholdReached;
import java.util.List;

/**
 * What became of uploaded keys. Every key that was handed in is counted as added, duplicate or rejected.
 *
 * @param added keys that are stock now, or went to waiting lines at once
 * @param duplicates keys that the shop had already, in whatever pool or state, or that came twice in the upload
 * @param rejected entries that can't be keys
 * @param trimmed keys among the added ones that lost spaces at an end
 * @param reasons why entries were rejected: the first {@value #MAX_REASONS} of them
 * @param filled the waiting lines that got keys, in the order in which they had waited
 * @param warnings the thresholds that this reached
 */
public record ImportReport(
        long added,
        long duplicates,
        long rejected,
        long trimmed,
        List<Rejection> reasons,
        List<FilledLine> filled,
        List<ThresholdReached> warnings) {
    /** The most rejections that a report lists one by one. */
    public static final int MAX_REASONS = 1_000;

    /**
     * An entry that can't be a key.
     *
     * @param line its place in the upload, from 1
     * @param reason continues a sentence that begins with the entry; never quotes it
     */
    public record Rejection(long line, String reason) {}

    /** Makes the lists unmodifiable. */
    public ImportReport {
        reasons = List.copyOf(reasons);
        filled = List.copyOf(filled);
        warnings = List.copyOf(warnings);
    }
}
