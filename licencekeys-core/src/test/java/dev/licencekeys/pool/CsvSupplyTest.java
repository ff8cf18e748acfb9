package dev.licencekeys.pool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.pool.KeySupply.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSupplyTest {
    private static final ImportLimits LIMITS = ImportLimits.DEFAULT;

    private static Handed read(String file) {
        return read(file, LIMITS);
    }

    private static Handed read(String file, ImportLimits limits) {
        return Handed.by(KeySupply::csv, file, limits);
    }

    /**
     * What a row holds.
     *
     * @param other of a column that nobody asked for
     */
    record Row(String key, String tag, String note, String other) {
        String in(String column) {
            return switch (column) {
                case "key" -> key;
                case "tag" -> tag;
                case "note" -> note;
                default -> other;
            };
        }
    }

    @Provide
    Arbitrary<Row> rows() {
        Arbitrary<String> field = Arbitraries.of(
                        "a", " ", ",", ";", "\"", "\n", "\r\n", "\r", "#", "\uD83D\uDD11", "\0")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        return Combinators.combine(field, field, field, field).as(Row::new);
    }

    @Provide
    Arbitrary<List<String>> headers() {
        return Arbitraries.shuffle("key", "tag", "note", "Key", "")
                .flatMap(names -> Arbitraries.integers()
                        .between(names.indexOf("key") + 1, names.size())
                        .map(width -> names.subList(0, width)));
    }

    @Property
    void rowsAreHandedOverAsTheyAreWritten(
            @ForAll("headers") List<String> header,
            @ForAll @Size(max = 12) List<@From("rows") Row> rows,
            @ForAll @IntRange(max = 2) int lineBreak,
            @ForAll boolean marked) {
        String end = List.of("\n", "\r", "\r\n").get(lineBreak);
        StringBuilder file = new StringBuilder(String.join(",", header)).append(end);
        List<Entry> expected = new ArrayList<>();
        for (Row row : rows) {
            long line = (file + "x").lines().count();
            expected.add(new Entry(
                    line,
                    row.key(),
                    header.contains("tag") ? row.tag() : "",
                    header.contains("note") ? row.note() : ""));
            file.append(header.stream()
                            .map(column -> '"' + row.in(column).replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .append(end);
        }
        assertThat(read((marked ? "\uFEFF" : "") + file).entries()).isEqualTo(expected);
    }

    @Test
    void unquotedFieldsAndEmptyLinesAreFine() {
        Handed handed = read("\nkey,tag\r\nk\"1,a\n\n\n#k 2 ,\nk3,b");
        assertThat(handed.entries())
                .containsExactly(
                        new Entry(3, "k\"1", "a", ""), new Entry(6, "#k 2 ", "", ""), new Entry(7, "k3", "b", ""));
        assertThat(read("").entries()).isEmpty();
        assertThat(read("key").entries()).isEmpty();
    }

    @Test
    void keyExpiresAtTheEndOfADayOrAtAnInstant() {
        Handed handed =
                read("expiry,key\n2027-01-31,k1\n 2027-01-31T18:00:00.5+01:00 ,k2\n,k3\n2024-02-29T00:00Z,k4\n");
        assertThat(handed.entries())
                .extracting(Entry::expiry)
                .containsExactly(
                        Optional.of(Instant.parse("2027-02-01T00:00:00Z")),
                        Optional.of(Instant.parse("2027-01-31T17:00:00.5Z")),
                        Optional.empty(),
                        Optional.of(Instant.parse("2024-02-29T00:00:00Z")));
        assertThat(handed.rejections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANARY",
                "31.01.2027",
                "2027-1-31",
                "2027-02-29",
                "2027-01-31 18:00",
                "2027-01-31T18:00:00",
                "20270131",
                "never",
                "+999999999-12-31"
            })
    void rowWhoseExpiryIsNoneIsRejectedAlone(String expiry) {
        Handed handed = read("key,expiry\nk1,2027-01-31\nk2," + expiry + "\n");
        assertThat(handed.entries()).extracting(Entry::key).containsExactly("k1");
        assertThat(handed.rejections())
                .containsExactly("3 has an expiry that is neither a date, such as 2027-01-31, nor an instant, such as"
                        + " 2027-01-31T18:00:00+01:00");
    }

    @Test
    void rowWithOtherColumnsThanTheHeaderIsRejectedAlone() {
        Handed handed = read("key,tag,note\nk1\nk2,a\n\"k\n3\",a,b\nk4,a,b,c\nk5,,\n,,,,\n");
        assertThat(handed.entries()).containsExactly(new Entry(4, "k\n3", "a", "b"), new Entry(7, "k5", "", ""));
        assertThat(handed.rejections())
                .containsExactly(
                        "2 has 1 columns, and the header has 3",
                        "3 has 2 columns, and the header has 3",
                        "6 has 4 columns, and the header has 3",
                        "8 has 5 columns, and the header has 3");
    }

    @Test
    void fileWithoutAColumnForTheKeyIsRefused() {
        for (String header : List.of("code", "Key", " key", "key;tag", "\"key,tag\"", "k\u00E9y")) {
            requireRefused(
                    header + "\nCANARY\n",
                    "import has no column \"key\"; name the columns in the first line: key, tag, note, expiry");
        }
    }

    private static void requireRefused(String file, String message) {
        assertThatThrownBy(() -> read(file))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsNoCsvIsRefusedWithTheLineBefore() {
        String problem = " what is not CSV, names a column twice, or is a row much longer than allowed;"
                + " check the quotes and the separator";
        requireRefused("key,key\nCANARY,CANARY\n", "import begins with" + problem);
        requireRefused("\"key\nCANARY\n", "import begins with" + problem);
        requireRefused("key,tag\n\n\"k\n1\",a\n\"CANARY\"-2,b\n", "import has after line 3" + problem);
        requireRefused("key\n" + "k,".repeat(20_000), "import begins with" + problem);
    }

    /** Otherwise all keys behind it would be its note, and readable in the database. */
    @Test
    void quoteThatIsNeverClosedSwallowsNothing() {
        assertThatThrownBy(() -> read("key,note\nk1,\nk2,\"my note\nCANARY-3,\nCANARY-4,\n"))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("import has after line 2 ")
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
    }

    /** Wherever in the file it begins. */
    @Property(tries = 100)
    void rowThatIsTooLongIsRejectedAlone(
            @ForAll @IntRange(min = 1, max = 1 << 17) int allowed,
            @ForAll @IntRange(min = 1, max = 4_000) int more,
            @ForAll @IntRange(max = 40_000) int before) {
        ImportLimits limits = new ImportLimits(1 << 20, 10, allowed);
        String longest = "x".repeat(allowed);
        String first = "f".repeat(Math.min(before, allowed));
        Handed handed = read(
                "key,note\n" + first + ",\n" + longest + ",\n" + longest + "," + "y".repeat(more) + "\nk,\n", limits);
        assertThat(handed.keys()).containsExactly(first, longest, "k");
        assertThat(handed.rejections())
                .containsExactly("4 has " + (allowed + more) + " characters; a line may have " + allowed);
    }

    @Test
    void allFieldsOfARowTogetherAreLimited() {
        String row = "key,tag,note,expiry\nabc,de,f,2027-01-31\n";
        assertThat(read(row, new ImportLimits(100, 10, 16)).entries()).hasSize(1);
        assertThat(read(row, new ImportLimits(100, 10, 15)).entries()).isEmpty();
    }

    @Test
    void anyLimitOnTheLineIsPossible() {
        assertThat(read("key\nk1\n", new ImportLimits(100, 10, Integer.MAX_VALUE))
                        .keys())
                .containsExactly("k1");
    }

    @Test
    void fieldAndRowWithoutAnEndTakeLittleMemory() throws ReflectiveOperationException {
        for (String endless : List.of("x", "x,", "\"x\",", "xxxxxxxxxxxxxxxx".repeat(64) + ",", "\n x", "\"\"")) {
            TestInput field = TestInput.endless("key\n\"", endless);
            TestInput row = TestInput.endless("key\n", endless.replace("\n", ""));
            for (TestInput in : List.of(field, row)) {
                long memory = TestInput.memoryOf(() -> assertThatThrownBy(() -> Handed.by(KeySupply.csv(in), LIMITS))
                        .isExactlyInstanceOf(InvalidInputException.class));
                assertThat(memory).as("bytes of memory for \"%s\"", endless).isLessThan(1 << 23);
                assertThat(in.bytesRead()).as("bytes read").isLessThan(1 << 18);
                assertThat(in.isClosed()).isTrue();
            }
        }
    }

    @Test
    void fileInAnotherEncodingIsRefusedWithItsLine() {
        for (byte[] file : List.of(
                "key\nk1\n\"k\u00E9\ny\"\n".getBytes(ISO_8859_1),
                ("key\n" + "k1,\n".repeat(30_000)).getBytes(UTF_16))) {
            TestInput in = TestInput.of(file, 1_000);
            int line = file[0] == 'k' ? 3 : 1;
            assertThatThrownBy(() -> Handed.by(KeySupply.csv(in), LIMITS))
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessage("import is not UTF-8 in line " + line + "; save the file as UTF-8 and import it again");
            assertThat(in.isClosed()).isTrue();
        }
    }

    @Test
    void fileThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> read("key\n" + "k1\n".repeat(100), new ImportLimits(303, 1_000, 10)))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("import has more than 303 bytes; split it, or allow more (ImportLimits)");
        assertThat(read("key\n" + "k1\n".repeat(100), new ImportLimits(304, 1_000, 10))
                        .entries())
                .hasSize(100);
    }

    @Test
    void refusalByTheIntakeReachesTheCaller() {
        InvalidInputException refusal = new InvalidInputException("import", "has enough");
        TestInput in = TestInput.of("key\nk1\n".getBytes(UTF_8), 10);
        KeySupply.Intake intake = new RefusingIntake(refusal);
        assertThatThrownBy(() -> KeySupply.csv(in).feed(intake)).isSameAs(refusal);
        assertThat(in.isClosed()).isTrue();
    }

    private record RefusingIntake(InvalidInputException refusal) implements KeySupply.Intake {
        @Override
        public void accept(Entry entry) {
            throw refusal;
        }

        @Override
        public void reject(long line, String reason) {
            throw refusal;
        }

        @Override
        public void read(long bytes) {}

        @Override
        public ImportLimits limits() {
            return LIMITS;
        }
    }

    @Test
    void failureOfTheUploadReachesTheCaller() {
        TestInput in = TestInput.failingAfter("key\nk1\nk2".getBytes(UTF_8));
        assertThatThrownBy(() -> Handed.by(KeySupply.csv(in), LIMITS))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseExactlyInstanceOf(IOException.class);
        assertThat(in.isClosed()).isTrue();
    }

    @Test
    void tellsHowFarItIs() {
        byte[] file = ("key\n" + "k\u00E9y\n".repeat(30_000)).getBytes(UTF_8);
        assertThat(Handed.by(KeySupply.csv(TestInput.of(file, 1_000)), LIMITS).bytes())
                .isEqualTo(file.length);
    }
}
