package dev.licencekeys.pool;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import dev.licencekeys.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** CSV with a header. */
final class CsvSupply implements KeySupply {
    private static final String KEY = "key";

    /** What the parser reads at once: a field up to the limit has to fit in beside it, wherever it begins. */
    private static final int READ_AHEAD = 1 << 14;

    private static final int LONGEST = 1 << 29;

    private final InputStream in;

    CsvSupply(InputStream in) {
        this.in = in;
    }

    @Override
    public void feed(Intake intake) {
        StrictUtf8 utf8 = new StrictUtf8(in, intake.limits().bytes());
        long line = 0;
        try (CsvReader<NamedCsvRecord> records = reader(utf8, intake.limits().lineLength())) {
            for (NamedCsvRecord row : records) {
                line = row.getStartingLineNumber();
                intake.read(utf8.bytesRead());
                accept(row, intake);
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof InvalidInputException invalid) {
                throw invalid;
            }
            // The parser's message may quote the field.
            throw new InvalidInputException(
                    "import",
                    (line == 0 ? "begins with" : "has after line " + line)
                            + " what is not CSV, names a column twice, or is a row much longer than allowed;"
                            + " check the quotes and the separator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvReader<NamedCsvRecord> reader(Reader text, int lineLength) {
        int rowLength = Math.min(lineLength, LONGEST) + READ_AHEAD;
        return CsvReader.builder()
                .maxBufferSize(rowLength)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                // Otherwise the rest of the file is the last field, and may pass for a note.
                .allowUnclosedQuote(false)
                .build(
                        NamedCsvRecordHandler.builder()
                                .maxFieldSize(rowLength)
                                .maxRecordSize(rowLength)
                                .build(),
                        text);
    }

    private static void accept(NamedCsvRecord row, Intake intake) {
        String key = row.findField(KEY)
                .orElseThrow(() -> new InvalidInputException(
                        "import", "has no column \"key\"; name the columns in the first line: key, tag, note, expiry"));
        String tag = row.findField("tag").orElse("");
        String note = row.findField("note").orElse("");
        if (row.getFieldCount() != row.getHeader().size()) {
            intake.reject(
                    row.getStartingLineNumber(),
                    "has " + row.getFieldCount() + " columns, and the header has "
                            + row.getHeader().size());
            return;
        }
        String expiry = row.findField("expiry").orElse("");
        int length = key.length() + tag.length() + note.length() + expiry.length();
        if (length > intake.limits().lineLength()) {
            intake.reject(
                    row.getStartingLineNumber(),
                    "has " + length + " characters; a line may have "
                            + intake.limits().lineLength());
            return;
        }
        Optional<Instant> expires;
        try {
            expires = Expiry.parse(expiry);
        } catch (DateTimeException e) {
            // The message quotes what is a key where the columns were mixed up.
            intake.reject(
                    row.getStartingLineNumber(),
                    "has an expiry that is neither a date, such as 2027-01-31, nor an instant, such as"
                            + " 2027-01-31T18:00:00+01:00");
            return;
        }
        intake.accept(new Entry(row.getStartingLineNumber(), key, tag, note, expires));
    }
}
