package dev.licencekeys.pool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import dev.licencekeys.pool.KeySupply.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextSupplyTest {
    private static final ImportLimits LIMITS = ImportLimits.DEFAULT;

    private static Handed read(String text, ImportLimits limits) {
        return Handed.by(KeySupply::text, text, limits);
    }

    /** Line breaks of every kind, one after the other and across the ends of buffers. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> beginning = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().between(8_180, 8_193).map("x"::repeat));
        return Arbitraries.of("a", "\u00E9\uD83D\uDD11", " ", "\u2028", "\u0085", "\u000B", "\n", "\r", "\r\n")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts))
                .flatMap(text -> beginning.map(before -> before + text));
    }

    @Property
    void linesAreThoseThatJavaSees(@ForAll("texts") String text) {
        List<String> lines = text.lines().toList();
        assertThat(read(text, LIMITS).entries())
                .isEqualTo(IntStream.range(0, lines.size())
                        .mapToObj(i -> new Entry(i + 1L, lines.get(i), "", ""))
                        .toList());
    }

    @Test
    void theSameLinesComeOfEveryKindOfLineBreak() {
        List<String> lines = List.of("key-1", "", " key 2 ", "key-3");
        for (String lineBreak : List.of("\n", "\r", "\r\n")) {
            for (String text : List.of("", "\uFEFF")) {
                for (String end : List.of("", lineBreak)) {
                    Handed handed = read(text + String.join(lineBreak, lines) + end, LIMITS);
                    assertThat(handed.keys()).isEqualTo(lines);
                }
            }
        }
        assertThat(read("", LIMITS).entries()).isEmpty();
        assertThat(read("\uFEFF", LIMITS).entries()).isEmpty();
        assertThat(read("\n", LIMITS).keys()).containsExactly("");
    }

    @Property(tries = 300)
    void lineThatIsTooLongIsRejectedAlone(
            @ForAll @IntRange(min = 1, max = 20_000) int allowed, @ForAll @IntRange(min = 1, max = 20_000) int more) {
        ImportLimits limits = new ImportLimits(1 << 20, 10, allowed);
        String longest = "x".repeat(allowed);
        Handed handed = read(longest + "\n" + longest + "y".repeat(more) + "\r\nz\n" + longest + "y", limits);
        assertThat(handed.keys()).containsExactly(longest, "z");
        assertThat(handed.rejections())
                .containsExactly(
                        "2 has " + (allowed + more) + " characters; a line may have " + allowed,
                        "4 has " + (allowed + 1) + " characters; a line may have " + allowed);
    }

    /** The limit on bytes alone ends it, since the line is not kept. */
    @Test
    void lineWithoutAnEndTakesNoMemory() throws ReflectiveOperationException {
        int limit = 1 << 26;
        TestInput endless = TestInput.endless("key-1\n", "x");
        long memory = TestInput.memoryOf(() -> requireRefused(
                endless, new ImportLimits(limit, 10, 1 << 16), "import has more than " + limit + " bytes; "));
        assertThat(memory).as("bytes of memory").isLessThan(1 << 22);
        assertThat(endless.bytesRead()).isLessThan(limit + (1 << 17));
    }

    private static void requireRefused(TestInput in, ImportLimits limits, String message) {
        assertThatThrownBy(() -> Handed.by(KeySupply.text(in), limits))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message);
        assertThat(in.isClosed()).isTrue();
    }

    @Test
    void fileThatIsNotUtf8IsRefusedWithItsLine() {
        TestInput latin1 = TestInput.of("key-1\nk\u00E9y\n".getBytes(ISO_8859_1), 4);
        requireRefused(latin1, LIMITS, "import is not UTF-8 in line 2;");
    }

    @Test
    void failureOfTheUploadReachesTheCaller() {
        TestInput in = TestInput.failingAfter("key-1\nkey-2".getBytes(UTF_8));
        assertThatThrownBy(() -> Handed.by(KeySupply.text(in), LIMITS))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseExactlyInstanceOf(IOException.class);
        assertThat(in.isClosed()).isTrue();
    }

    @Test
    void tellsHowFarItIs() {
        String text = "key-\u00E9\n".repeat(50_000);
        byte[] bytes = text.getBytes(UTF_8);
        TestInput in = TestInput.of(bytes, 1_000);
        Handed handed = Handed.by(KeySupply.text(in), LIMITS);
        assertThat(handed.bytes()).isEqualTo(bytes.length);
        assertThat(in.isClosed()).isTrue();
    }

    @Test
    void streamIsNumberedFromOne() {
        Handed handed = Handed.by(KeySupply.of(Stream.of("a", " b", "").parallel()), LIMITS);
        assertThat(handed.entries())
                .containsExactly(new Entry(1, "a", "", ""), new Entry(2, " b", "", ""), new Entry(3, "", "", ""));
    }
}
