package dev.licencekeys.pool;

import dev.licencekeys.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 and nothing else: a file in another encoding is refused with the line where that shows, instead of being read
 * with question marks. Skips a byte-order mark; knows how far it is.
 */
final class StrictUtf8 extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final long maxBytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();

    private long read;
    private long line = 1;
    private char before;
    private boolean atStart = true;
    private boolean atEnd;
    private boolean malformed;

    StrictUtf8(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Bytes read so far. */
    long bytesRead() {
        return read;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (malformed) {
                throw new InvalidInputException(
                        "import", "is not UTF-8 in line " + line + "; save the file as UTF-8 and import it again");
            }
            if (atEnd) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        countLines(target, offset, count);
        return count;
    }

    private void decode() throws IOException {
        bytes.compact();
        int more = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (more > 0) {
            bytes.position(bytes.position() + more);
            read += more;
            if (read > maxBytes) {
                throw new InvalidInputException(
                        "import", "has more than " + maxBytes + " bytes; split it, or allow more (ImportLimits)");
            }
        }
        atEnd = more < 0;
        bytes.flip();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, atEnd);
        // What was decoded before it is delivered first, so that the line is counted to the very character.
        malformed = result.isError();
        chars.flip();
        if (atStart && chars.hasRemaining()) {
            atStart = false;
            if (chars.charAt(0) == BYTE_ORDER_MARK) {
                chars.get();
            }
        }
    }

    private void countLines(char[] text, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            char c = text[i];
            if (c == '\r' || (c == '\n' && before != '\r')) {
                line++;
            }
            before = c;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
