package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.LineCounts;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;

/** Writes what was decided, in the order of its methods. */
final class RecordSql {
    static final List<Tables.Column<?>> LINE_COLUMNS = List.of(
            SHOP_ID,
            ORDER_ID,
            LINE_ID,
            PRODUCT_ID,
            VARIANT_ID,
            CUSTOMER_REF,
            KEYS_PER_UNIT,
            SHORTAGE,
            TEST_ORDER,
            QUANTITY,
            REFUNDED_UNITS,
            WITHDRAWN_KEYS,
            WAITING_KEYS,
            CREATED_AT);
    private final Database database;
    private final Render render;
    private final Jdbc jdbc;
    private final WaitingSql waiting;
    private final KeySql keys;
    private final HoldingSql holdings;
    private final StockSql stock;
    private final EventSql events;
    private final GivingSql giving;

    RecordSql(
            Database database,
            Render render,
            Jdbc jdbc,
            KeySql keys,
            HoldingSql holdings,
            StockSql stock,
            WaitingSql waiting,
            EventSql events) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
        this.keys = keys;
        this.holdings = holdings;
        this.stock = stock;
        this.waiting = waiting;
        this.events = events;
        this.giving = new GivingSql(database, render, jdbc, stock);
    }

    Recorded record(String shop, Recording recording) {
        // Ascending, so that two calls with the same lines wait for each other instead of deadlocking.
        List<NewLine> lines = recording.newLines().stream()
                .sorted(Comparator.comparing(NewLine::line))
                .toList();
        List<HeldKey> given =
                recording.assignments().stream().map(RecordSql::held).toList();
        boolean isOrdinary =
                recording.changedLines().isEmpty() && recording.newKeys().isEmpty();
        if (isOrdinary && giving.takes(lines, recording.taken())) {
            if (!giving.give(shop, lines, given, recording.taken())) {
                return new Recorded(true);
            }
        } else {
            if (insertLines(shop, lines) < lines.size()) {
                return new Recorded(true);
            }
            updateLines(shop, recording.changedLines());
            Chunks.of(recording.newKeys(), chunk -> keys.insertKeys(shop, chunk, false));
            holdings.hold(shop, given);
            stock.deleteStock(shop, recording.taken());
        }
        waiting.update(shop, recording);
        events.add(shop, recording.events());
        return new Recorded(false);
    }

    /** The primary key decides who was first; nothing is caught on databases where that would end the transaction. */
    private int insertLines(String shop, List<NewLine> lines) {
        int[] inserted = {0};
        Chunks.of(lines, chunk -> {
            String sql = render.insertAll(ORDER_LINE, chunk.size(), database.insertsIgnoring(), LINE_COLUMNS);
            Jdbc.Binder binder = binds -> binds.inserted(shop, chunk, RecordSql::line);
            inserted[0] +=
                    database.insertsIgnoring() ? jdbc.update(sql, binder) : jdbc.updateUnlessDuplicate(sql, binder);
        });
        return inserted[0];
    }

    static void line(Binds row, NewLine line) throws SQLException {
        row.text(line.line().orderId()).text(line.line().lineId());
        terms(row, line.terms());
        counts(row, line.counts()).time(line.at());
    }

    /** A line that did not come yet has no product. */
    private static void terms(Binds binds, Optional<LineTerms> line) throws SQLException {
        LineTerms terms = line.orElse(null);
        if (terms == null) {
            binds.text("")
                    .text("")
                    .text("")
                    .integer(0)
                    .text(ShortagePolicy.PARTIAL.name())
                    .flag(false);
            return;
        }
        binds.text(terms.product().product())
                .text(terms.product().variant().orElse(""))
                .text(terms.customer())
                .integer(terms.keysPerUnit())
                .text(terms.shortage().name())
                .flag(terms.test());
    }

    private static Binds counts(Binds binds, LineCounts counts) throws SQLException {
        return binds.integer(counts.quantity())
                .integer(counts.refunded())
                .integer(counts.withdrawn())
                .integer(counts.waiting());
    }

    private void updateLines(String shop, List<ChangedLine> lines) {
        List<ChangedLine> came =
                lines.stream().filter(line -> line.terms().isPresent()).toList();
        if (!came.isEmpty()) {
            jdbc.batch(
                    update(
                            "updateTerms",
                            List.of(PRODUCT_ID, VARIANT_ID, CUSTOMER_REF, KEYS_PER_UNIT, SHORTAGE, TEST_ORDER)),
                    came,
                    (binds, line) -> {
                        terms(binds, line.terms());
                        binds.text(shop)
                                .text(line.line().orderId())
                                .text(line.line().lineId());
                    });
        }
        if (!lines.isEmpty()) {
            jdbc.batch(
                    update("updateCounts", List.of(QUANTITY, REFUNDED_UNITS, WITHDRAWN_KEYS, WAITING_KEYS)),
                    lines,
                    (binds, line) -> counts(binds, line.counts())
                            .text(shop)
                            .text(line.line().orderId())
                            .text(line.line().lineId()));
        }
    }

    private String update(String name, List<Tables.Column<?>> columns) {
        return render.once(name, () -> {
            Map<Field<?>, Object> values = new LinkedHashMap<>();
            columns.forEach(column -> values.put(column.plain(), parameter(column)));
            return render.dsl()
                    .update(ORDER_LINE)
                    .set(values)
                    .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                    .and(ORDER_ID.plain().eq(parameter(ORDER_ID)))
                    .and(LINE_ID.plain().eq(parameter(LINE_ID)));
        });
    }

    private static HeldKey held(Assignment assignment) {
        return new HeldKey(
                assignment.key(),
                assignment.line(),
                assignment.number(),
                assignment.poolId(),
                assignment.at(),
                assignment.expiry(),
                Optional.empty());
    }
}
