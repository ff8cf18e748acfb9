package dev.licencekeys.pool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {
    private static final String MARK = "\uFEFF";

    /** What is read in one go, so that nothing is seen of what lies across its end. */
    private static final int BUFFER = 1 << 16;

    private static String read(StrictUtf8 reader, int atOnce) {
        StringBuilder text = new StringBuilder();
        char[] some = new char[atOnce + 2];
        try {
            for (int n = reader.read(some, 1, atOnce); n >= 0; n = reader.read(some, 1, atOnce)) {
                text.append(some, 1, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String read(byte[] bytes) {
        return read(new StrictUtf8(TestInput.of(bytes, BUFFER), bytes.length), 1 << 13);
    }

    private static void requireRefused(byte[] bytes, int line) {
        assertThatThrownBy(() -> read(bytes))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("import is not UTF-8 in line " + line + "; save the file as UTF-8 and import it again");
    }

    /** Of every length in bytes, and every kind of line break. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "\u00E9", "\u20AC", "\uD83D\uDD11", MARK, "\n", "\r", "\r\n", "\0")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    /** Places just before, across and behind the end of a buffer. */
    @Provide
    Arbitrary<Integer> distances() {
        return Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(BUFFER - 40, BUFFER + 3),
                Arbitraries.integers().between(2 * BUFFER - 40, 2 * BUFFER + 3));
    }

    @Property(tries = 300)
    void textIsReadAsItIsButForTheMark(
            @ForAll("distances") int distance,
            @ForAll("texts") String text,
            @ForAll boolean marked,
            @ForAll @IntRange(min = 1, max = 70_000) int bytesAtOnce,
            @ForAll @IntRange(min = 1, max = 70_000) int charsAtOnce) {
        // The first mark is none of the text.
        String expected = "x".repeat(distance) + (text.startsWith(MARK) ? "-" : "") + text;
        byte[] bytes = ((marked ? MARK : "") + expected).getBytes(UTF_8);
        StrictUtf8 reader = new StrictUtf8(TestInput.of(bytes, bytesAtOnce), bytes.length);
        assertThat(read(reader, charsAtOnce).equals(expected))
                .as("the same text")
                .isTrue();
        assertThat(reader.bytesRead()).isEqualTo(bytes.length);
    }

    /** Stray and missing continuations, forms that are too long, halves of pairs, and what is beyond Unicode. */
    @Provide
    Arbitrary<byte[]> malformed() {
        return Arbitraries.of(
                        "80",
                        "BF",
                        "C080",
                        "C1BF",
                        "C3",
                        "E08080",
                        "E282",
                        "E228A1",
                        "EDA080",
                        "EDBFBF",
                        "F0808080",
                        "F09F94",
                        "F09F",
                        "F4908080",
                        "F5808080",
                        "F8",
                        "FE",
                        "FF")
                .map(HexFormat.of()::parseHex);
    }

    @Property(tries = 500)
    void malformedBytesAreRefusedWithTheirLineWhereverTheyAre(
            @ForAll("distances") int distance,
            @ForAll("texts") String before,
            @ForAll("malformed") byte[] malformed,
            @ForAll("texts") String after,
            @ForAll @IntRange(min = 1, max = 70_000) int bytesAtOnce,
            @ForAll @IntRange(min = 1, max = 70_000) int charsAtOnce) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("x".repeat(distance).getBytes(UTF_8));
        file.writeBytes(before.getBytes(UTF_8));
        file.writeBytes(malformed);
        // What follows could complete what is malformed only with a continuation, which no character begins with.
        file.writeBytes(after.getBytes(UTF_8));
        StrictUtf8 reader = new StrictUtf8(TestInput.of(file.toByteArray(), bytesAtOnce), file.size());
        // One more than there are line breaks.
        long line = (before + "x").lines().count();
        assertThatThrownBy(() -> read(reader, charsAtOnce))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not UTF-8 in line " + line + ";");
    }

    @Test
    void fileInAnotherEncodingIsRefusedWithTheFirstLineThatShowsIt() {
        requireRefused("key-1\nkey-2\n".getBytes(UTF_16), 1);
        requireRefused((MARK + "key-1\nkey-2\n").getBytes(UTF_16LE), 1);
        requireRefused("key-1\r\nkey-2\r\ncaf\u00E9\r\n".getBytes(ISO_8859_1), 3);
    }

    @Test
    void asManyBytesAsAllowedAreRead() {
        byte[] bytes = "x".repeat(BUFFER + 10).getBytes(UTF_8);
        assertThat(read(new StrictUtf8(TestInput.of(bytes, BUFFER), bytes.length), BUFFER))
                .hasSize(bytes.length);
        for (int limit : new int[] {1, BUFFER, bytes.length - 1}) {
            assertThatThrownBy(() -> read(new StrictUtf8(TestInput.of(bytes, BUFFER), limit), BUFFER))
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessage("import has more than " + limit + " bytes; split it, or allow more (ImportLimits)");
        }
    }

    @Test
    void emptyFileAndLonelyMarkAreNoText() {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(MARK.getBytes(UTF_8))).isEmpty();
        assertThat(read((MARK + MARK).getBytes(UTF_8))).isEqualTo(MARK);
    }

    @Test
    void aStreamThatHasNothingJustNowIsNotAtItsEnd() {
        byte[] bytes = "key-1\nkey-2 caf\u00E9\n".getBytes(UTF_8);
        InputStream hesitating = new FilterInputStream(TestInput.of(bytes, 3)) {
            private boolean hesitates;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                hesitates = !hesitates;
                return hesitates ? 0 : super.read(target, offset, length);
            }
        };
        assertThat(read(new StrictUtf8(hesitating, bytes.length), 100)).isEqualTo("key-1\nkey-2 caf\u00E9\n");
    }
}
