package dev.licencekeys.pool;

import dev.licencekeys.event.ThresholdReached;
import java.util.List;
import java.util.UUID;

/**
 * What became of an import. Every entry is counted once: as added, moved, a duplicate, or rejected.
 *
 * @param id names the import, for undoing it
 * @param dryRun whether nothing was written, and this is what would have happened
 * @param added keys that are stock now, or went to waiting lines at once
 * @param moved keys that were available in another pool and lie in this one now
 * @param duplicateInImport keys that came before in the same import
 * @param duplicateInPool keys that lie in this pool already
 * @param duplicateElsewhere keys that lie in another pool
 * @param duplicateUsed keys that were given, generated or retired, and are never stock again
 * @param rejected entries that can't be keys
 * @param trimmed keys among the added and moved ones that lost spaces at an end
 * @param findings what was found, line by line: the first {@value #MAX_FINDINGS}
 * @param filled the waiting lines that got keys, in the order in which they had waited
 * @param warnings the thresholds that this reached; a dry run foretells none
 */
public record ImportReport(
        UUID id,
        boolean dryRun,
        long added,
        long moved,
        long duplicateInImport,
        long duplicateInPool,
        long duplicateElsewhere,
        long duplicateUsed,
        long rejected,
        long trimmed,
        List<Finding> findings,
        List<FilledLine> filled,
        List<ThresholdReached> warnings) {
    /** The most findings that a report lists one by one; the counts are always complete. */
    public static final int MAX_FINDINGS = 1_000;

    /**
     * Something about one entry.
     *
     * @param line its line, from 1
     * @param kind what it is
     * @param reason continues a sentence that begins with the entry; never quotes it
     */
    public record Finding(long line, Kind kind, String reason) {
        /** What can be found about an entry. */
        public enum Kind {
            /** It can't be a key. */
            REJECTED,

            /** The shop has it already. */
            DUPLICATE,

            /** It was available in another pool and was moved. */
            MOVED,

            /** It lost spaces at an end. */
            TRIMMED
        }
    }

    /** Makes the lists unmodifiable. */
    public ImportReport {
        findings = List.copyOf(findings);
        filled = List.copyOf(filled);
        warnings = List.copyOf(warnings);
    }

    /** Keys that the shop had already, in whatever pool or state, or that came twice. */
    public long duplicates() {
        return duplicateInImport + duplicateInPool + duplicateElsewhere + duplicateUsed;
    }

    /** Of the {@link #findings} those about entries that can't be keys. */
    public List<Finding> rejections() {
        return findings.stream()
                .filter(finding -> finding.kind() == Finding.Kind.REJECTED)
                .toList();
    }

    /** Entries read. */
    public long lines() {
        return added + moved + duplicates() + rejected;
    }
}
