package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.inline;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.Recorded;
import dev.licencekeys.store.Recording;
import dev.licencekeys.store.Recording.Assignment;
import dev.licencekeys.store.Recording.ChangedLine;
import dev.licencekeys.store.Recording.NewLine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes what was decided, in the order of its methods. */
final class RecordSql {
    private static final List<Tables.Column<?>> LINE_COLUMNS = List.of(
            SHOP_ID,
            ORDER_ID,
            LINE_ID,
            PRODUCT_ID,
            VARIANT_ID,
            CUSTOMER_REF,
            QUANTITY,
            KEYS_PER_UNIT,
            SHORTAGE,
            WAITING_KEYS,
            CREATED_AT);
    private static final List<Tables.Column<?>> ASSIGNMENT_COLUMNS =
            List.of(SHOP_ID, KEY_ID, ORDER_ID, LINE_ID, KEY_NUMBER, POOL_ID, ASSIGNED_AT, EXPIRES_AT);
    private final Database database;
    private final Render render;
    private final Jdbc jdbc;
    private final WaitingSql waiting;
    private final KeySql keys;
    private final StockSql stock;
    private final EventSql events;

    RecordSql(
            Database database,
            Render render,
            Jdbc jdbc,
            KeySql keys,
            StockSql stock,
            WaitingSql waiting,
            EventSql events) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
        this.keys = keys;
        this.stock = stock;
        this.waiting = waiting;
        this.events = events;
    }

    Recorded record(String shop, Recording recording) {
        if (insertLines(shop, recording.newLines()) < recording.newLines().size()) {
            return new Recorded(true, Set.of());
        }
        updateLines(shop, recording.changedLines());
        Chunks.of(recording.newKeys(), chunk -> keys.insertKeys(shop, chunk, false));
        Chunks.of(recording.assignments(), chunk -> insertAssignments(shop, chunk));
        stock.deleteStock(shop, recording.taken());
        waiting.update(shop, recording);
        return new Recorded(false, alert(shop, recording.alerts()));
    }

    /** The primary key decides who was first; nothing is caught on databases where that would end the transaction. */
    private int insertLines(String shop, List<NewLine> lines) {
        int[] inserted = {0};
        // Ascending, so that two calls with the same lines wait for each other instead of deadlocking.
        List<NewLine> ascending =
                lines.stream().sorted(Comparator.comparing(NewLine::line)).toList();
        Chunks.of(ascending, chunk -> {
            String sql = render.insertAll(ORDER_LINE, chunk.size(), database.insertsIgnoring(), LINE_COLUMNS);
            Jdbc.Binder binder = binds -> binds.inserted(
                    shop,
                    chunk,
                    (row, line) -> row.text(line.line().orderId())
                            .text(line.line().lineId())
                            .text(line.product().product())
                            .text(line.product().variant().orElse(""))
                            .text(line.customer())
                            .integer(line.quantity())
                            .integer(line.keysPerUnit())
                            .text(line.shortage().name())
                            .integer(line.waiting())
                            .time(line.at()));
            inserted[0] +=
                    database.insertsIgnoring() ? jdbc.update(sql, binder) : jdbc.updateUnlessDuplicate(sql, binder);
        });
        return inserted[0];
    }

    private void updateLines(String shop, List<ChangedLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        String sql = render.once(
                "updateLine",
                () -> render.dsl()
                        .update(ORDER_LINE)
                        .set(QUANTITY.plain(), parameter(QUANTITY))
                        .set(WAITING_KEYS.plain(), parameter(WAITING_KEYS))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(ORDER_ID.plain().eq(parameter(ORDER_ID)))
                        .and(LINE_ID.plain().eq(parameter(LINE_ID))));
        jdbc.batch(
                sql,
                lines,
                (binds, line) -> binds.integer(line.quantity())
                        .integer(line.waiting())
                        .text(shop)
                        .text(line.line().orderId())
                        .text(line.line().lineId()));
    }

    private void insertAssignments(String shop, List<Assignment> assignments) {
        int given = jdbc.updateUnlessDuplicate(
                render.insertAll(ASSIGNMENT, assignments.size(), false, ASSIGNMENT_COLUMNS),
                binds -> binds.inserted(
                        shop,
                        assignments,
                        (row, assignment) -> row.id(assignment.key().value())
                                .text(assignment.line().orderId())
                                .text(assignment.line().lineId())
                                .integer(assignment.number())
                                .number(assignment.poolId())
                                .time(assignment.at())
                                .time(assignment.expiry())));
        if (given < assignments.size()) {
            if (jdbc.readsOnlySnapshots()) {
                throw StockSql.oldSnapshot();
            }
            // Trying again would not help: the key lies in stock though it was given, or one line got two with a
            // number.
            throw new StoreException(
                    "a key that lies in stock was given before; was the stock changed by hand? Nothing was given",
                    false);
        }
    }

    /** Who finds the pool locked does not wait: whoever claims next finds the warning still due. */
    private Set<Long> alert(String shop, Map<Long, ThresholdReached> alerts) {
        Set<Long> alerted = new TreeSet<>();
        new TreeMap<>(alerts).forEach((poolId, event) -> {
            if (isDue(shop, poolId)) {
                disarm(shop, poolId);
                events.add(shop, List.of(event));
                alerted.add(poolId);
            }
        });
        return alerted;
    }

    private boolean isDue(String shop, long poolId) {
        String sql = render.once(
                "isDue",
                () -> render.dsl()
                        .select(POOL_ID.plain())
                        .from(POOL)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                        .and(ALERT_POSITION.plain().ne(inline(PoolRow.NO_ALERT)))
                        .forUpdate()
                        .skipLocked());
        return !jdbc.query(sql, binds -> binds.text(shop).number(poolId), row -> row.getLong(1))
                .isEmpty();
    }

    private void disarm(String shop, long poolId) {
        String sql = render.once(
                "disarm",
                () -> render.dsl()
                        .update(POOL)
                        .set(ALERT_POSITION.plain(), inline(PoolRow.NO_ALERT))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID))));
        jdbc.update(sql, binds -> binds.text(shop).number(poolId));
    }
}
