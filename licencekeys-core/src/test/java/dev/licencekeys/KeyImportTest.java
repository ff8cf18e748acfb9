package dev.licencekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportLimits;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportProgress;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.ImportReport.Finding;
import dev.licencekeys.pool.ImportReport.Finding.Kind;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.KeySupply.Entry;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.KnownKey;
import dev.licencekeys.store.NewKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is found of entries before anything is stored, by dry runs. What is stored is tested by the testkit's contracts. */
class KeyImportTest {
    private static final ImportOptions INTO_A =
            ImportOptions.into("a").asDryRun().inBatchesOf(1_000);

    private final ShopContext context = Run.context(10);
    private final Map<Fingerprint, KnownKey> known = new HashMap<>();

    private ImportReport run(KeySupply supply, ImportOptions options) {
        return new Stock(context, new LookUps(known)).importKeys(supply, options);
    }

    private void know(String key, KeyState state, Optional<Pool> pool) {
        NewKey stored = context.newKey(key, context.newId(), "", Run.NOW);
        known.put(stored.fingerprint(), new KnownKey(stored.id(), state, pool, stored.importId()));
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "key-" + i).toList();
    }

    /** A batch is a transaction, and may be tried again. */
    @Test
    void entriesOfABatchThatIsTriedTwiceCountOnce() {
        ImportReport report = run(KeySupply.of(keys(0, 12_500).stream()), INTO_A);
        assertThat(report.added()).isEqualTo(12_500);
        assertThat(report.lines()).isEqualTo(12_500);
    }

    @Test
    void dryRunForetellsWhatBecomesOfKeysThatTheShopHas() {
        know("here", KeyState.AVAILABLE, Optional.of(Pool.tagged("a")));
        know("there", KeyState.AVAILABLE, Optional.of(Pool.untagged()));
        know("given", KeyState.ASSIGNED, Optional.empty());
        know("retired", KeyState.RETIRED, Optional.empty());
        List<String> lines = new ArrayList<>(List.of("here", "there", "given", "retired", "new", "new", "there"));
        lines.addAll(keys(0, 4_993));
        // The second batch.
        lines.addAll(List.of("here", "there", "given", "new"));

        ImportReport skipped = run(KeySupply.of(lines.stream()), INTO_A);
        assertThat(counts(skipped)).isEqualTo("4994 added, 0 moved, 2 in import, 2 in pool, 3 elsewhere, 3 used");

        ImportReport moved = run(KeySupply.of(lines.stream()), INTO_A.onDuplicate(DuplicatePolicy.MOVE));
        assertThat(counts(moved)).isEqualTo("4994 added, 1 moved, 2 in import, 4 in pool, 0 elsewhere, 3 used");
    }

    /** Whether a line is refused by its supply, or by us, or becomes a key, it counts as one. */
    @Property(tries = 200)
    void asManyLinesAsAllowedAreRead(
            @ForAll @Size(min = 1, max = 30) List<Line> lines, @ForAll @IntRange(max = 3) int more) {
        KeySupply supply = intake -> {
            for (int i = 0; i < lines.size(); i++) {
                lines.get(i).hand(intake, i + 1);
            }
        };
        assertThat(run(supply, within(lines.size() + more)).lines()).isEqualTo(lines.size());
        if (lines.size() > 1) {
            int limit = lines.size() - 1;
            assertThatThrownBy(() -> run(supply, within(limit)))
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessage("import has more than " + limit + " lines, in line " + lines.size()
                            + "; split it, or allow more (ImportLimits)");
        }
    }

    private static ImportOptions within(int lines) {
        return INTO_A.within(new ImportLimits(1, lines, 1));
    }

    /** How a line may count. */
    private enum Line {
        KEY {
            @Override
            void hand(KeySupply.Intake intake, long line) {
                intake.accept(new Entry(line, "key-" + line, "", ""));
            }
        },
        REPEAT {
            @Override
            void hand(KeySupply.Intake intake, long line) {
                intake.accept(new Entry(line, "key", "", ""));
            }
        },
        BLANK {
            @Override
            void hand(KeySupply.Intake intake, long line) {
                intake.accept(new Entry(line, " ", "", ""));
            }
        },
        REFUSED {
            @Override
            void hand(KeySupply.Intake intake, long line) {
                intake.reject(line, "is refused by its supply");
            }
        };

        abstract void hand(KeySupply.Intake intake, long line);
    }

    /** Which is UTF-8, if an odd one: every other character is a NUL. */
    @Test
    void noLineOfAFileInUtf16WithoutAMarkIsAKey() {
        for (Charset utf16 : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] file = "key-1\nkey-2\nk\n".getBytes(utf16);
            ImportReport report = run(KeySupply.text(new ByteArrayInputStream(file)), INTO_A);
            assertThat(report.rejected()).isEqualTo(report.lines()).isGreaterThanOrEqualTo(3);
        }
    }

    /** A batch is stored while the next one is read. */
    @Test
    void progressIsToldAfterEveryBatch() {
        List<ImportProgress> told = new ArrayList<>();
        KeySupply supply = intake -> {
            for (int i = 1; i <= 2_500; i++) {
                intake.read(10L * i);
                Line line = i % 5 == 0 ? Line.REFUSED : Line.KEY;
                line.hand(intake, i);
            }
        };
        run(supply, INTO_A.onProgress(told::add));
        assertThat(told)
                .containsExactly(
                        new ImportProgress(2_499, 24_990, 1_000, Duration.ZERO),
                        new ImportProgress(2_500, 25_000, 2_000, Duration.ZERO),
                        new ImportProgress(2_500, 25_000, 2_000, Duration.ZERO));
    }

    @Test
    void speedIsThatOfTheTimeSoFar() {
        assertThat(new ImportProgress(500, 0, 0, Duration.ZERO).linesPerSecond())
                .isZero();
        assertThat(new ImportProgress(500, 0, 0, Duration.ofMillis(2_500)).linesPerSecond())
                .isEqualTo(200);
        assertThat(new ImportProgress(500, 0, 0, Duration.ofNanos(1)).linesPerSecond())
                .isEqualTo(500_000);
    }

    /** Also where it stops in the middle. */
    @Test
    void streamIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        run(KeySupply.of(keys(0, 3).stream().onClose(closed::incrementAndGet)), INTO_A);
        assertThat(closed).hasValue(1);
        Stream<String> endless = Stream.generate(() -> "key").onClose(closed::incrementAndGet);
        assertThatThrownBy(() -> run(KeySupply.of(endless), within(5))).hasMessageContaining("in line 6");
        assertThat(closed).hasValue(2);
    }

    @Test
    void noteMayBeWhatEveryDatabaseStores() {
        for (String note : List.of("", "of two\nlines\t", "\uD83D\uDD11 \u200F", "n".repeat(500))) {
            assertThat(run(entry("key", "", note), INTO_A).added()).isEqualTo(1);
        }
    }

    @Test
    void noteThatADatabaseWouldRefuseOrChangeIsRejected() {
        requireRejected(entry("key", "", "n".repeat(501)), "has a note of more than 500 characters");
        requireRejected(entry("key", "", "nu\0l"), "has a note with U+0000, which can't be stored");
        requireRejected(entry("key", "", "half \uD83D"), "has a note with U+D83D, which can't be stored");
    }

    private void requireRejected(KeySupply supply, String reason) {
        ImportReport report = run(supply, INTO_A);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.lines()).isEqualTo(1);
        assertThat(report.findings()).containsExactly(new Finding(7, Kind.REJECTED, reason));
    }

    @Test
    void keyThatHasExpiredIsRejected() {
        Instant now = Run.NOW;
        requireRejected(expiring(now), "has expired already");
        requireRejected(expiring(now.minusNanos(1)), "has expired already");
        requireRejected(expiring(Instant.MIN), "has expired already");
        // It would be stored as expiring now.
        requireRejected(expiring(now.plusNanos(999)), "has expired already");
        assertThat(run(expiring(now.plusNanos(1_000)), INTO_A).added()).isEqualTo(1);
        assertThat(run(expiring(Instant.MAX), INTO_A).added()).isEqualTo(1);
    }

    private static KeySupply expiring(Instant end) {
        return intake -> intake.accept(new Entry(7, "key", "", "", Optional.of(end)));
    }

    @Test
    void entryWhoseTagIsNoneIsRejected() {
        for (String tag : List.of("Upper", "\u00A0", "t".repeat(101), "nu\0l", "half\uD83D")) {
            requireRejected(
                    entry("key", tag, ""),
                    "names a pool that can't be: a tag has up to 100 characters, all lower case");
        }
    }

    @Test
    void tagIsTrimmedAndABlankOneIsNone() {
        know("key", KeyState.AVAILABLE, Optional.of(Pool.tagged("b")));
        assertThat(run(entry("key", " b\t", ""), INTO_A).duplicateInPool()).isEqualTo(1);
        for (String blank : List.of("", " ", "\t")) {
            assertThat(run(entry("key", blank, ""), INTO_A).duplicateElsewhere())
                    .isEqualTo(1);
        }
    }

    /** Keys are sealed by another thread. */
    @Test
    void whatFailsOnTheWayReachesTheCallerAsItIs() {
        IllegalStateException failure = new IllegalStateException("planted");
        Thread caller = Thread.currentThread();
        ShopContext failing = new ShopContext(
                context.shop(),
                context.clock(),
                context.generator(),
                context.guard(),
                UlidFactory.newInstance(() -> {
                    if (Thread.currentThread() != caller) {
                        throw failure;
                    }
                    return 1;
                }),
                10,
                context.rateLimit(),
                context.metrics(),
                context.doorbell());
        Stock stock = new Stock(failing, new LookUps(known));
        assertThatThrownBy(() -> stock.importKeys(KeySupply.of(Stream.of("key")), INTO_A))
                .isSameAs(failure);
    }

    /** In whatever column it came, and whatever is wrong with it. */
    @Property
    void noFindingQuotesWhatCameIn(
            @ForAll("hostile") String key, @ForAll("hostile") String tag, @ForAll("hostile") String note) {
        for (KeySupply supply : List.of(entry(key, tag, note), entry(tag, key, note), entry(note, tag, key))) {
            assertThat(run(supply, INTO_A).toString()).doesNotContain("CANARY").doesNotContain("canary");
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> around = Arbitraries.of(
                "", " ", "\0", "\uD83D", "\u200B", "\n", "-", "\uD83D\uDD11", "x".repeat(600), "y".repeat(1_100));
        return Combinators.combine(around, Arbitraries.of("CANARY", "canary"), around)
                .as((before, canary, after) -> before + canary + after);
    }

    private static KeySupply entry(String key, String tag, String note) {
        return intake -> intake.accept(new Entry(7, key, tag, note));
    }

    private static String counts(ImportReport report) {
        return report.added() + " added, " + report.moved() + " moved, " + report.duplicateInImport() + " in import, "
                + report.duplicateInPool() + " in pool, " + report.duplicateElsewhere() + " elsewhere, "
                + report.duplicateUsed() + " used";
    }
}
