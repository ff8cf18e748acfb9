package dev.licencekeys.pool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One key per line. A line that is too long is skipped as it is read, however long it is. */
final class TextSupply implements KeySupply {
    private static final int BUFFER = 1 << 13;

    private final InputStream in;

    TextSupply(InputStream in) {
        this.in = in;
    }

    @Override
    public void feed(Intake intake) {
        try (StrictUtf8 reader = new StrictUtf8(in, intake.limits().bytes())) {
            Lines lines = new Lines(intake);
            char[] buffer = new char[BUFFER];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                intake.read(reader.bytesRead());
                for (int i = 0; i < n; i++) {
                    lines.add(buffer[i]);
                }
            }
            lines.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts text at LF, CR and CRLF. */
    private static final class Lines {
        private final Intake intake;
        private final int maxLength;
        private final StringBuilder text = new StringBuilder();
        private long line = 1;
        private long length;
        private char before;

        Lines(Intake intake) {
            this.intake = intake;
            this.maxLength = intake.limits().lineLength();
        }

        void add(char c) {
            if (c == '\n' && before == '\r') {
                before = c;
                return;
            }
            before = c;
            if (c == '\n' || c == '\r') {
                finish();
                return;
            }
            length++;
            if (length <= maxLength) {
                text.append(c);
            }
        }

        /** The last line needs no line break; nothing after the last line break is no line. */
        void end() {
            if (length > 0) {
                finish();
            }
        }

        private void finish() {
            if (length > maxLength) {
                intake.reject(line, "has " + length + " characters; a line may have " + maxLength);
            } else {
                intake.accept(new Entry(line, text.toString(), "", ""));
            }
            text.setLength(0);
            length = 0;
            line++;
        }
    }
}
