package dev.licencekeys.pool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.function.IntUnaryOperator;

/** Bytes by their place, a few at a time; knows whether it was closed. */
final class TestInput extends InputStream {
    private static final int END = -1;
    private static final int FAILURE = -2;

    private final IntUnaryOperator byteAt;
    private final int atOnce;
    private int place;
    private boolean closed;

    private TestInput(IntUnaryOperator byteAt, int atOnce) {
        this.byteAt = byteAt;
        this.atOnce = atOnce;
    }

    /** These bytes, at most so many at once. */
    static TestInput of(byte[] bytes, int atOnce) {
        return new TestInput(place -> place < bytes.length ? bytes[place] & 0xFF : END, atOnce);
    }

    /** These bytes, and then an error. */
    static TestInput failingAfter(byte[] bytes) {
        return new TestInput(place -> place < bytes.length ? bytes[place] & 0xFF : FAILURE, Integer.MAX_VALUE);
    }

    /** The first text, and then the second over and over. */
    static TestInput endless(String first, String then) {
        return new TestInput(
                place -> place < first.length()
                        ? first.charAt(place)
                        : then.charAt((place - first.length()) % then.length()),
                Integer.MAX_VALUE);
    }

    boolean isClosed() {
        return closed;
    }

    int bytesRead() {
        return place;
    }

    @Override
    public int read() throws IOException {
        int next = byteAt.applyAsInt(place);
        if (next == FAILURE) {
            throw new IOException("the upload was cut off");
        }
        place += next == END ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < Math.min(length, atOnce)) {
            int next = byteAt.applyAsInt(place);
            if (next < 0) {
                return count > 0 ? count : read();
            }
            target[offset + count++] = (byte) next;
            place++;
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** How many bytes of memory this thread takes for some work, freed or not. */
    static long memoryOf(Runnable work) throws ReflectiveOperationException {
        // By reflection: the module under test does not require java.management.
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method taken = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        long before = (long) taken.invoke(threads);
        work.run();
        return (long) taken.invoke(threads) - before;
    }
}
