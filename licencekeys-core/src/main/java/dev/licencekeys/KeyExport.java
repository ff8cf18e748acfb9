package dev.licencekeys;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.CsvStyle;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.Tag;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LicenceKeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;

/** Writes keys as CSV, part by part, so that memory does not grow with their number. */
final class KeyExport {
    /** With what a spreadsheet's formula may begin, also in the full width of East Asian scripts. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final ShopContext context;
    private final LicenceKeyStore store;
    private final CsvStyle style;

    KeyExport(ShopContext context, LicenceKeyStore store, CsvStyle style) {
        this.context = context;
        this.store = store;
        this.style = style;
    }

    long write(Pool pool, KeyState state, Writer out) {
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord("key", "tag", "note", "expiry", "order", "line", "assigned_at");
        long written = KeyList.forEach(context, store, pool, state, key -> write(csv, pool, key));
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written;
    }

    private void write(CsvWriter csv, Pool pool, KeyDetails key) {
        csv.writeRecord(
                safe(context.open(key.id(), key.value()).reveal()),
                safe(pool.tag().map(Tag::name).orElse("")),
                safe(key.note()),
                key.expiry().map(Instant::toString).orElse(""),
                safe(key.holder().map(holder -> holder.line().orderId()).orElse("")),
                safe(key.holder().map(holder -> holder.line().lineId()).orElse("")),
                key.holder().map(holder -> holder.since().toString()).orElse(""));
    }

    private String safe(String value) {
        boolean isFormula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
        return isFormula && style == CsvStyle.FOR_SPREADSHEETS ? "'" + value : value;
    }
}
