package dev.licencekeys.jooq;

import dev.licencekeys.pool.ImportReport;
import java.util.Arrays;

/** The counts of an import's report, as one process tells them to another. */
record ImportCounts(long added, long inImport, long inPool, long elsewhere, long used, long rejected, long trimmed) {
    static ImportCounts of(ImportReport report) {
        return new ImportCounts(
                report.added(),
                report.duplicateInImport(),
                report.duplicateInPool(),
                report.duplicateElsewhere(),
                report.duplicateUsed(),
                report.rejected(),
                report.trimmed());
    }

    /** What {@link #words} made of it. */
    static ImportCounts ofWords(String words) {
        long[] all =
                Arrays.stream(words.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new ImportCounts(all[0], all[1], all[2], all[3], all[4], all[5], all[6]);
    }

    String words() {
        return added + " " + inImport + " " + inPool + " " + elsewhere + " " + used + " " + rejected + " " + trimmed;
    }
}
