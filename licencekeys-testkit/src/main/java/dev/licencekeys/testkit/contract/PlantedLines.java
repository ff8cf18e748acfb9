package dev.licencekeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.ImportReport.Finding.Kind;
import dev.licencekeys.testkit.arbitrary.KeyValues;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lines as a merchant's file may hold them, and what has to become of each: new keys, common and odd ones, keys between
 * spaces, repeats, blanks, and what no key can be.
 */
final class PlantedLines {
    private static final List<String> ODD = List.of(
            "\uD83D\uDD11",
            "caf\u00E9",
            "\u05E9\u05DC\u05D5\u05DD",
            "a b",
            "'; DROP TABLE licence_key; --",
            "\"quoted\", with a comma",
            "100%_\\",
            "=1+1");

    private static final List<String> UNUSABLE =
            List.of("nu\0l", "be\u0007ll", "zero\u200Bwidth", "\u202Eoverride", "next\u0085line", "x".repeat(1_025));

    private static final List<String> HALVES = List.of("half\uD83D", "\uDD11half", "\uDD11\uD83D");

    private final Random random;
    private final List<String> unusable = new ArrayList<>(UNUSABLE);
    private final List<String> lines = new ArrayList<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    private PlantedLines(Random random) {
        this.random = random;
    }

    /** Lines that a text file can hold. */
    static PlantedLines ofFile(Random random, int count) {
        PlantedLines planted = new PlantedLines(random);
        // A byte-order mark before the first key would be the file's own.
        planted.accept(planted.newKey(), false);
        return planted.plant(count);
    }

    /** Lines as a program can supply them: halves of surrogate pairs, too, which no file in UTF-8 holds. */
    static PlantedLines ofProgram(Random random, int count) {
        PlantedLines planted = new PlantedLines(random);
        planted.unusable.addAll(HALVES);
        return planted.plant(count);
    }

    private PlantedLines plant(int count) {
        while (lines.size() < count) {
            int kind = random.nextInt(20);
            if (kind < 10) {
                accept(newKey(), false);
            } else if (kind < 12) {
                accept(oneOf(ODD) + newKey(), false);
            } else if (kind < 13) {
                accept("\uD83D\uDE00".repeat(1_024 - newKey().length()) + newKey(), false);
            } else if (kind < 15) {
                accept(newKey(), true);
            } else if (kind < 17 && !accepted.isEmpty()) {
                repeat();
            } else if (kind < 18) {
                add(oneOf(KeyValues.BLANKS).repeat(random.nextInt(3)), Kind.REJECTED);
            } else {
                add(oneOf(unusable), Kind.REJECTED);
            }
        }
        return this;
    }

    private String newKey() {
        return "key-" + lines.size();
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void accept(String key, boolean betweenSpaces) {
        accepted.add(key);
        if (betweenSpaces) {
            add(random.nextBoolean() ? oneOf(KeyValues.BLANKS) + key : key + oneOf(KeyValues.BLANKS), Kind.TRIMMED);
        } else {
            lines.add(key);
        }
    }

    /** The same letters in another form, or between spaces, are the same key. */
    private void repeat() {
        String key = oneOf(accepted);
        add(random.nextBoolean() ? key.replace("\u00E9", "e\u0301") : oneOf(KeyValues.BLANKS) + key, Kind.DUPLICATE);
    }

    private void add(String line, Kind kind) {
        lines.add(line);
        findings.add(new Finding(lines.size(), kind, ""));
        counts.merge(kind, 1, Integer::sum);
    }

    List<String> lines() {
        return lines;
    }

    /** The keys that have to be sold, in order. */
    List<String> accepted() {
        return accepted;
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** A shop that had none of the keys must be told exactly what was planted. */
    void requireTold(ImportReport report, Supplied how) {
        assertThat(report.added()).as("added %s", how).isEqualTo(accepted.size());
        assertThat(report.duplicateInImport()).as("repeats %s", how).isEqualTo(count(Kind.DUPLICATE));
        assertThat(report.rejected()).as("rejected %s", how).isEqualTo(count(Kind.REJECTED));
        assertThat(report.trimmed()).as("trimmed %s", how).isEqualTo(count(Kind.TRIMMED));
        assertThat(report.moved() + report.duplicates() - report.duplicateInImport())
                .as("keys that the shop had %s", how)
                .isZero();
        assertThat(report.lines()).as("entries %s", how).isEqualTo(lines.size());
        assertThat(report.findings())
                .as("findings, line by line, %s", how)
                .extracting(finding -> finding.kind() + " in line " + (finding.line() - how.linesBefore()))
                .isEqualTo(findings.stream()
                        .limit(ImportReport.MAX_FINDINGS)
                        .map(finding -> finding.kind() + " in line " + finding.line())
                        .toList());
    }
}
