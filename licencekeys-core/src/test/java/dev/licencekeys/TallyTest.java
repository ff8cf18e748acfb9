package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Tally.Batch;
import dev.licencekeys.Tally.Fate;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.pool.FilledLine;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.ImportReport.Finding.Kind;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final UUID IMPORT = new UUID(7, 7);

    /**
     * What becomes of a line.
     *
     * @param fate empty if it is rejected
     */
    record Line(Optional<Fate> fate, boolean trimmed) {
        List<Finding> findings(long number) {
            if (fate.isEmpty()) {
                return List.of(new Finding(number, Kind.REJECTED, "is bad"));
            }
            List<Finding> findings = new ArrayList<>();
            switch (fate.get()) {
                case ADDED -> {}
                case MOVED -> findings.add(new Finding(number, Kind.MOVED, "was moved here from another pool"));
                case IN_IMPORT -> findings.add(new Finding(number, Kind.DUPLICATE, "came before in this import"));
                case IN_POOL -> findings.add(new Finding(number, Kind.DUPLICATE, "lies in this pool already"));
                case ELSEWHERE -> findings.add(new Finding(number, Kind.DUPLICATE, "lies in another pool"));
                case USED ->
                    findings.add(new Finding(number, Kind.DUPLICATE, "was given, generated or retired before"));
            }
            if (isTrimmedKey()) {
                findings.add(new Finding(number, Kind.TRIMMED, "lost spaces at an end"));
            }
            return findings;
        }

        boolean isTrimmedKey() {
            return trimmed && (fate.equals(Optional.of(Fate.ADDED)) || fate.equals(Optional.of(Fate.MOVED)));
        }
    }

    @Provide
    Arbitrary<Line> lines() {
        return Combinators.combine(Arbitraries.of(Fate.class).optional(), Arbitraries.of(true, false))
                .as(Line::new);
    }

    /** Rejections are told as they are found, the other lines when their batch is stored; the report is in order. */
    @Property
    void everyLineIsCountedAndFoundInOrder(
            @ForAll @Size(max = 60) List<@From("lines") Line> lines,
            @ForAll @IntRange(min = 1, max = 20) int batchSize) {
        requireCounted(lines, batchSize);
    }

    @Property(tries = 50)
    void firstThousandFindingsAreListed(
            @ForAll @Size(min = 20, max = 40) List<@From("lines") Line> lines,
            @ForAll @IntRange(min = 100, max = 2_000) int batchSize) {
        List<Line> many = new ArrayList<>();
        while (many.size() < 3_000) {
            many.addAll(lines);
        }
        requireCounted(many, batchSize);
    }

    private static void requireCounted(List<Line> lines, int batchSize) {
        Tally tally = new Tally(IMPORT, false);
        List<Finding> findings = new ArrayList<>();
        List<Batch.Entry> batch = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            long number = i + 1L;
            findings.addAll(line.findings(number));
            if (line.fate().isPresent()) {
                batch.add(new Batch.Entry(number, line.fate().get(), line.trimmed()));
            } else {
                tally.reject(number, "is bad");
            }
            if (batch.size() == batchSize) {
                tally.add(new Batch(List.copyOf(batch), List.of(), List.of()));
                batch.clear();
            }
        }
        tally.add(new Batch(batch, List.of(), List.of()));
        ImportReport report = tally.report();
        assertThat(report)
                .isEqualTo(new ImportReport(
                        IMPORT,
                        false,
                        count(lines, Fate.ADDED),
                        count(lines, Fate.MOVED),
                        count(lines, Fate.IN_IMPORT),
                        count(lines, Fate.IN_POOL),
                        count(lines, Fate.ELSEWHERE),
                        count(lines, Fate.USED),
                        lines.stream().filter(line -> line.fate().isEmpty()).count(),
                        lines.stream().filter(Line::isTrimmedKey).count(),
                        findings.subList(0, Math.min(ImportReport.MAX_FINDINGS, findings.size())),
                        List.of(),
                        List.of()));
        assertThat(report.lines()).isEqualTo(lines.size());
        assertThat(tally.rejected()).isEqualTo(report.rejected());
        assertThat(tally.added()).isEqualTo(report.added());
    }

    private static long count(List<Line> lines, Fate fate) {
        return lines.stream()
                .filter(line -> line.fate().equals(Optional.of(fate)))
                .count();
    }

    @Test
    void filledLinesAndWarningsOfAllBatchesAreTold() {
        Tally tally = new Tally(IMPORT, true);
        List<FilledLine> filled = List.of(new FilledLine("1", "1", 2, 0), new FilledLine("2", "1", 1, 1));
        ThresholdReached warning = new ThresholdReached(
                IMPORT, Run.NOW, Pool.untagged(), ThresholdLevel.percent(80), 10, 2, Optional.empty());
        tally.add(new Batch(List.of(), filled.subList(0, 1), List.of(warning)));
        tally.add(new Batch(List.of(), filled.subList(1, 2), List.of()));
        ImportReport report = tally.report();
        assertThat(report.id()).isEqualTo(IMPORT);
        assertThat(report.dryRun()).isTrue();
        assertThat(report.filled()).isEqualTo(filled);
        assertThat(report.warnings()).containsExactly(warning);
        assertThat(report.findings()).isEmpty();
    }
}
