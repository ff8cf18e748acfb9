package dev.licencekeys.pool;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.licencekeys.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** CSV with a header. */
final class CsvSupply implements KeySupply {
    private static final String KEY = "key";

    private final InputStream in;

    CsvSupply(InputStream in) {
        this.in = in;
    }

    @Override
    public void feed(Intake intake) {
        StrictUtf8 utf8 = new StrictUtf8(in, intake.limits().bytes());
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .maxBufferSize(Math.max(1 << 14, intake.limits().lineLength()))
                .ofNamedCsvRecord(utf8)) {
            for (NamedCsvRecord row : records) {
                intake.read(utf8.bytesRead());
                accept(row, intake);
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof InvalidInputException invalid) {
                throw invalid;
            }
            // The parser's message may quote the field.
            throw new InvalidInputException(
                    "import", "is not CSV, or has a field longer than the limit; check the quotes and the separator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(NamedCsvRecord row, Intake intake) {
        String key = row.findField(KEY)
                .orElseThrow(() -> new InvalidInputException(
                        "import", "has no column \"key\"; name the columns in the first line: key, tag, note"));
        String tag = row.findField("tag").orElse("");
        String note = row.findField("note").orElse("");
        int length = key.length() + tag.length() + note.length();
        if (length > intake.limits().lineLength()) {
            intake.reject(
                    row.getStartingLineNumber(),
                    "has " + length + " characters; a line may have "
                            + intake.limits().lineLength());
            return;
        }
        intake.accept(new Entry(row.getStartingLineNumber(), key, tag, note));
    }
}
