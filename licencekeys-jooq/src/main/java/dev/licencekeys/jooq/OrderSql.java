package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.SelectLimitStep;

/** Reads what is on record of orders and products, in one statement, and locks order lines. */
final class OrderSql {
    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    OrderSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    Opened open(String shop, Set<String> orders, Set<ProductRef> products) {
        List<ProductRef> wanted = List.copyOf(products);
        List<String> orderIds = List.copyOf(orders);
        int p = padded(wanted.size());
        int o = orderIds.isEmpty() ? 0 : padded(orderIds.size());
        String sql = render.once(
                List.of("open", p, o), () -> o == 0 ? settings(p) : settings(p).unionAll(lines(o)));
        OrderRows rows = new OrderRows();
        jdbc.query(
                sql,
                binds -> {
                    binds.rows(
                            shop,
                            wanted,
                            p,
                            (row, ref) ->
                                    row.text(ref.product()).text(ref.variant().orElse("")));
                    if (o > 0) {
                        binds.rows(shop, orderIds, o, Binds::text);
                    }
                },
                rows::add);
        return new Opened(rows.settings(), rows.pools(), rows.lines());
    }

    /** One row for each source of each product. */
    Select<Record> settings(int products) {
        var waits = exists(selectOne()
                .from(WAITING)
                .where(SHOP_ID.of(WAITING).eq(SHOP_ID.of(PRODUCT_SOURCE)))
                .and(POOL_ID.of(WAITING).eq(POOL_ID.of(PRODUCT_SOURCE))));
        return render.dsl()
                .select(List.of(
                        inline(OrderRows.SETTINGS),
                        ORDER_ID.absent(),
                        LINE_ID.absent(),
                        PRODUCT_ID.of(PRODUCT),
                        VARIANT_ID.of(PRODUCT),
                        KEYS_PER_UNIT.of(PRODUCT),
                        SHORTAGE.of(PRODUCT),
                        ORDINAL.of(PRODUCT_SOURCE),
                        POOL_ID.of(PRODUCT_SOURCE),
                        TAG.of(POOL),
                        NEXT_POSITION.of(POOL),
                        TOTAL_KEYS.of(POOL),
                        THRESHOLD_PERCENT.of(POOL),
                        ALERT_POSITION.of(POOL),
                        when(waits, inline(1)).otherwise(inline(0)),
                        QUANTITY.absent(),
                        WAITING_KEYS.absent(),
                        KEY_NUMBER.absent(),
                        KEY_ID.absent(),
                        SEALED_VALUE.absent(),
                        ASSIGNED_AT.absent()))
                .from(PRODUCT)
                .join(PRODUCT_SOURCE)
                .on(SHOP_ID.of(PRODUCT_SOURCE).eq(SHOP_ID.of(PRODUCT)))
                .and(PRODUCT_ID.of(PRODUCT_SOURCE).eq(PRODUCT_ID.of(PRODUCT)))
                .and(VARIANT_ID.of(PRODUCT_SOURCE).eq(VARIANT_ID.of(PRODUCT)))
                .leftJoin(POOL)
                .on(SHOP_ID.of(POOL).eq(SHOP_ID.of(PRODUCT_SOURCE)))
                .and(POOL_ID.of(POOL).eq(POOL_ID.of(PRODUCT_SOURCE)))
                .where(oneOf(products, PRODUCT, SHOP_ID, PRODUCT_ID, VARIANT_ID));
    }

    /** One row for each key of each line of these orders, and one for a line without a key. */
    SelectForUpdateStep<Record> lines(int orders) {
        return render.dsl()
                .select(List.of(
                        inline(OrderRows.LINES),
                        ORDER_ID.of(ORDER_LINE),
                        LINE_ID.of(ORDER_LINE),
                        PRODUCT_ID.of(ORDER_LINE),
                        VARIANT_ID.of(ORDER_LINE),
                        KEYS_PER_UNIT.of(ORDER_LINE),
                        SHORTAGE.of(ORDER_LINE),
                        ORDINAL.absent(),
                        POOL_ID.absent(),
                        TAG.absent(),
                        NEXT_POSITION.absent(),
                        TOTAL_KEYS.absent(),
                        THRESHOLD_PERCENT.absent(),
                        ALERT_POSITION.absent(),
                        inline(0),
                        QUANTITY.of(ORDER_LINE),
                        WAITING_KEYS.of(ORDER_LINE),
                        KEY_NUMBER.of(ASSIGNMENT),
                        KEY_ID.of(ASSIGNMENT),
                        SEALED_VALUE.of(KEY),
                        ASSIGNED_AT.of(ASSIGNMENT)))
                .from(ORDER_LINE)
                .leftJoin(ASSIGNMENT)
                .on(SHOP_ID.of(ASSIGNMENT).eq(SHOP_ID.of(ORDER_LINE)))
                .and(ORDER_ID.of(ASSIGNMENT).eq(ORDER_ID.of(ORDER_LINE)))
                .and(LINE_ID.of(ASSIGNMENT).eq(LINE_ID.of(ORDER_LINE)))
                .leftJoin(KEY)
                .on(SHOP_ID.of(KEY).eq(SHOP_ID.of(ASSIGNMENT)))
                .and(KEY_ID.of(KEY).eq(KEY_ID.of(ASSIGNMENT)))
                .where(oneOf(orders, ORDER_LINE, SHOP_ID, ORDER_ID));
    }

    List<StoredLine> lockLines(String shop, Set<LineRef> refs) {
        if (refs.isEmpty()) {
            return List.of();
        }
        List<LineRef> ascending = refs.stream().sorted().toList();
        int n = padded(ascending.size());
        lock(
                shop,
                ascending,
                n,
                render.once(List.of("lockLines", n), () -> selectLines(n).forUpdate()));
        return readLines(shop, refs);
    }

    /** As they are now: under a lock that others may share where a plain read could see the past. */
    List<StoredLine> readLines(String shop, Collection<LineRef> refs) {
        if (refs.isEmpty()) {
            return List.of();
        }
        List<String> orderIds =
                refs.stream().map(LineRef::orderId).distinct().sorted().toList();
        int o = padded(orderIds.size());
        String sql = render.once(
                List.of("readLines", o), () -> database.readsOldSnapshots() ? lines(o).forShare() : lines(o));
        OrderRows rows = new OrderRows();
        jdbc.query(sql, binds -> binds.rows(shop, orderIds, o, Binds::text), rows::add);
        Map<LineRef, StoredLine> lines = rows.lines();
        return refs.stream().filter(lines::containsKey).map(lines::get).toList();
    }

    List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit) {
        String queue = render.once("queue", () -> {
            var select = render.dsl()
                    .select(PLACE.plain(), ORDER_ID.plain(), LINE_ID.plain())
                    .from(WAITING)
                    .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                    .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                    .and(PLACE.plain().gt(parameter(PLACE)))
                    .orderBy(PLACE.plain())
                    .limit(Render.limit());
            return database.locksSingleRows() ? select.forUpdate().skipLocked() : select;
        });
        Map<LineRef, Long> places = new LinkedHashMap<>();
        jdbc.query(
                queue,
                binds -> binds.text(shop).number(poolId).number(after).number(limit),
                row -> places.put(new LineRef(row.getString(2), row.getString(3)), row.getLong(1)));
        if (places.isEmpty()) {
            return List.of();
        }
        List<LineRef> ascending = places.keySet().stream().sorted().toList();
        int n = padded(ascending.size());
        // Whoever holds a line's lock may wait for this pool's: waiting for it here would be a deadlock.
        Set<LineRef> locked = new LinkedHashSet<>(lock(
                shop,
                ascending,
                n,
                render.once(
                        List.of("lockWaiting", n),
                        () -> selectLines(n).forUpdate().skipLocked())));
        List<LineRef> inTurn = places.keySet().stream().filter(locked::contains).toList();
        return readLines(shop, inTurn).stream()
                .filter(line -> line.waiting() > 0)
                .map(line -> new WaitingLine(places.getOrDefault(line.ref(), 0L), line))
                .toList();
    }

    private List<LineRef> lock(String shop, List<LineRef> refs, int size, String sql) {
        return jdbc.query(
                sql, binds -> binds.lines(shop, refs, size), row -> new LineRef(row.getString(1), row.getString(2)));
    }

    SelectLimitStep<? extends Record> selectLines(int n) {
        return render.dsl()
                .select(ORDER_ID.plain(), LINE_ID.plain())
                .from(ORDER_LINE)
                .where(oneOf(n, ORDER_LINE, SHOP_ID, ORDER_ID, LINE_ID))
                .orderBy(ORDER_ID.plain(), LINE_ID.plain());
    }
}
