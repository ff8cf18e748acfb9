package dev.licencekeys;

import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.ImportReport.Finding.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts what becomes of the entries of an import. A batch that is tried several times counts once. */
final class Tally {
    /** What becomes of an entry, apart from being rejected. */
    enum Fate {
        ADDED,
        MOVED,
        IN_IMPORT,
        IN_POOL,
        ELSEWHERE,
        USED
    }

    private static final Map<Fate, String> DUPLICATES = Map.of(
            Fate.IN_IMPORT, "came before in this import",
            Fate.IN_POOL, "lies in this pool already",
            Fate.ELSEWHERE, "lies in another pool",
            Fate.USED, "was given, generated or retired before");

    private final UUID id;
    private final boolean dryRun;
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final List<Finding> findings = new ArrayList<>();

    /** Found in lines whose neighbours are in a batch that is not counted yet. */
    private final Deque<Finding> rejections = new ArrayDeque<>();

    private final List<FilledLine> filled = new ArrayList<>();
    private final List<ThresholdReached> warnings = new ArrayList<>();
    private long rejected;
    private long trimmed;

    Tally(UUID id, boolean dryRun) {
        this.id = id;
        this.dryRun = dryRun;
    }

    /**
     * What one batch came to.
     *
     * @param entries in the order of their lines
     */
    record Batch(List<Entry> entries, List<FilledLine> filled, List<ThresholdReached> warnings) {
        /** What became of one entry. */
        record Entry(long line, Fate fate, boolean trimmed) {}
    }

    void reject(long line, String reason) {
        rejected++;
        if (rejections.size() < ImportReport.MAX_FINDINGS) {
            rejections.add(new Finding(line, Kind.REJECTED, reason));
        }
    }

    void add(Batch batch) {
        for (Batch.Entry entry : batch.entries()) {
            findRejectionsBefore(entry.line());
            fates.merge(entry.fate(), 1L, Long::sum);
            String duplicate = DUPLICATES.get(entry.fate());
            if (duplicate != null) {
                find(new Finding(entry.line(), Kind.DUPLICATE, duplicate));
                continue;
            }
            if (entry.fate() == Fate.MOVED) {
                find(new Finding(entry.line(), Kind.MOVED, "was moved here from another pool"));
            }
            if (entry.trimmed()) {
                trimmed++;
                find(new Finding(entry.line(), Kind.TRIMMED, "lost spaces at an end"));
            }
        }
        filled.addAll(batch.filled());
        warnings.addAll(batch.warnings());
    }

    private void findRejectionsBefore(long line) {
        while (!rejections.isEmpty() && rejections.element().line() < line) {
            find(rejections.remove());
        }
    }

    private void find(Finding finding) {
        if (findings.size() < ImportReport.MAX_FINDINGS) {
            findings.add(finding);
        }
    }

    long rejected() {
        return rejected;
    }

    long added() {
        return count(Fate.ADDED);
    }

    private long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    ImportReport report() {
        findRejectionsBefore(Long.MAX_VALUE);
        return new ImportReport(
                id,
                dryRun,
                count(Fate.ADDED),
                count(Fate.MOVED),
                count(Fate.IN_IMPORT),
                count(Fate.IN_POOL),
                count(Fate.ELSEWHERE),
                count(Fate.USED),
                rejected,
                trimmed,
                findings,
                filled,
                warnings);
    }
}
