package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.WaitingLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.SelectLimitStep;
import org.jooq.SelectSelectStep;
import org.jooq.Table;

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
        OrderRows rows = new OrderRows();
        List<List<ProductRef>> productChunks = Chunks.split(products);
        List<List<String>> orderChunks = Chunks.split(orders);
        for (int i = 0; i < Math.max(productChunks.size(), orderChunks.size()); i++) {
            open(shop, chunk(productChunks, i), chunk(orderChunks, i), rows);
        }
        Map<LineRef, StoredLine> lines = rows.lines();
        if (rows.lacksValues()) {
            readLines(shop, List.copyOf(lines.keySet())).forEach(line -> lines.put(line.ref(), line));
        }
        return new Opened(rows.settings(), rows.pools(), lines);
    }

    private static <T> List<T> chunk(List<List<T>> chunks, int i) {
        return i < chunks.size() ? chunks.get(i) : List.of();
    }

    private void open(String shop, List<ProductRef> products, List<String> orders, OrderRows rows) {
        int p = render.listed(products.size());
        int o = render.listed(orders.size());
        String sql = render.once(List.of("open", p, o), () -> {
            if (p == 0) {
                return ofEach(o, ORDER_LINE).unionAll(ofEach(o, ASSIGNMENT));
            }
            return o == 0
                    ? ofEach(p)
                    : ofEach(p).unionAll(ofEach(o, ORDER_LINE)).unionAll(ofEach(o, ASSIGNMENT));
        });
        jdbc.query(
                sql,
                binds -> binds.eachRow(
                                shop,
                                products,
                                p,
                                (row, ref) -> row.text(ref.product())
                                        .text(ref.variant().orElse("")))
                        .each(shop, orders, o, Binds::text)
                        .each(shop, orders, o, Binds::text),
                rows::add);
    }

    private Select<Record> ofEach(int products) {
        return render.ofEach(products, List.of(PRODUCT_ID, VARIANT_ID), PRODUCT, this::settings);
    }

    private Select<Record> ofEach(int orders, Table<?> table) {
        return render.ofEach(
                orders, List.of(ORDER_ID), table, wanted -> table == ORDER_LINE ? lines(wanted) : keys(wanted));
    }

    /** One row for each source of each product. */
    private SelectLimitStep<Record> settings(Condition wanted) {
        // Stock is looked for only where somebody waits. Where nobody does, a look at the pool's beginning would step
        // over all the rows that were deleted there.
        Condition waits = hasRow(WAITING, PLACE);
        Condition stocked = hasRow(STOCK, POSITION);
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
                        ALERTS.of(POOL),
                        when(
                                        waits,
                                        when(stocked, inline(OrderRows.QUEUE_TO_BE_SERVED))
                                                .otherwise(inline(OrderRows.QUEUE_IN_VAIN)))
                                .otherwise(inline(0)),
                        QUANTITY.absent(),
                        WAITING_KEYS.absent(),
                        KEY_NUMBER.absent(),
                        KEY_ID.absent(),
                        SEALED_VALUE.absent(),
                        ASSIGNED_AT.absent(),
                        EXPIRES_AT.absent(),
                        CUSTOMER_REF.absent(),
                        REFUNDED_UNITS.absent(),
                        WITHDRAWN_KEYS.absent(),
                        TEST_ORDER.absent(),
                        CREATED_AT.absent()))
                .from(PRODUCT)
                .join(PRODUCT_SOURCE)
                .on(SHOP_ID.of(PRODUCT_SOURCE).eq(SHOP_ID.of(PRODUCT)))
                .and(PRODUCT_ID.of(PRODUCT_SOURCE).eq(PRODUCT_ID.of(PRODUCT)))
                .and(VARIANT_ID.of(PRODUCT_SOURCE).eq(VARIANT_ID.of(PRODUCT)))
                .leftJoin(POOL)
                .on(SHOP_ID.of(POOL).eq(SHOP_ID.of(PRODUCT_SOURCE)))
                .and(POOL_ID.of(POOL).eq(POOL_ID.of(PRODUCT_SOURCE)))
                .where(wanted);
    }

    /**
     * Whether the pool of a source has a row in a table. In the order of the index: otherwise PostgreSQL, with statistics
     * from when the pool had many, read the whole table to find that it has none.
     */
    private static Condition hasRow(Table<?> table, Tables.Column<Long> place) {
        return field(select(place.of(table))
                        .from(table)
                        .where(SHOP_ID.of(table).eq(SHOP_ID.of(PRODUCT_SOURCE)))
                        .and(POOL_ID.of(table).eq(POOL_ID.of(PRODUCT_SOURCE)))
                        .orderBy(SHOP_ID.of(table), POOL_ID.of(table), place.of(table))
                        .limit(inline(1)))
                .isNotNull();
    }

    /** One row for each line of these orders. */
    private SelectLimitStep<Record> lines(Condition wanted) {
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
                        ALERTS.absent(),
                        inline(0),
                        QUANTITY.of(ORDER_LINE),
                        WAITING_KEYS.of(ORDER_LINE),
                        KEY_NUMBER.absent(),
                        KEY_ID.absent(),
                        SEALED_VALUE.absent(),
                        ASSIGNED_AT.absent(),
                        EXPIRES_AT.absent(),
                        CUSTOMER_REF.of(ORDER_LINE),
                        REFUNDED_UNITS.of(ORDER_LINE),
                        WITHDRAWN_KEYS.of(ORDER_LINE),
                        TEST_ORDER.of(ORDER_LINE),
                        CREATED_AT.of(ORDER_LINE)))
                .from(ORDER_LINE)
                .where(wanted);
    }

    /** One row for each key of these orders. */
    private SelectLimitStep<Record> keys(Condition wanted) {
        return selectKeys(Render.valueOf(ASSIGNMENT)).from(ASSIGNMENT).where(wanted);
    }

    /** The same under locks that others may share, which reach only tables that are joined. */
    private Select<Record> currentKeys(int orders) {
        return selectKeys(SEALED_VALUE.of(KEY))
                .from(ASSIGNMENT)
                .join(KEY)
                .on(SHOP_ID.of(KEY).eq(SHOP_ID.of(ASSIGNMENT)))
                .and(KEY_ID.of(KEY).eq(KEY_ID.of(ASSIGNMENT)))
                .where(render.in(orders, ASSIGNMENT, ORDER_ID))
                .forShare();
    }

    private SelectSelectStep<Record> selectKeys(Field<byte[]> value) {
        return render.dsl()
                .select(List.of(
                        inline(OrderRows.KEYS),
                        ORDER_ID.of(ASSIGNMENT),
                        LINE_ID.of(ASSIGNMENT),
                        PRODUCT_ID.absent(),
                        VARIANT_ID.absent(),
                        KEYS_PER_UNIT.absent(),
                        SHORTAGE.absent(),
                        ORDINAL.absent(),
                        POOL_ID.absent(),
                        TAG.absent(),
                        NEXT_POSITION.absent(),
                        TOTAL_KEYS.absent(),
                        ALERTS.absent(),
                        inline(0),
                        QUANTITY.absent(),
                        WAITING_KEYS.absent(),
                        KEY_NUMBER.of(ASSIGNMENT),
                        KEY_ID.of(ASSIGNMENT),
                        value,
                        ASSIGNED_AT.of(ASSIGNMENT),
                        EXPIRES_AT.of(ASSIGNMENT),
                        CUSTOMER_REF.absent(),
                        REFUNDED_UNITS.absent(),
                        WITHDRAWN_KEYS.absent(),
                        TEST_ORDER.absent(),
                        CREATED_AT.absent()));
    }

    List<StoredLine> lockLines(String shop, Set<LineRef> refs) {
        lock(shop, refs);
        return readLines(shop, refs);
    }

    /** As committed, for a transaction whose plain reads see more: under locks that wait for whoever wrote the lines. */
    List<StoredLine> committedLines(String shop, Set<LineRef> refs) {
        return readLines(shop, lock(shop, refs));
    }

    /** Returns those that are there. */
    private List<LineRef> lock(String shop, Set<LineRef> refs) {
        List<LineRef> ascending = refs.stream().sorted().toList();
        List<LineRef> locked = new ArrayList<>();
        for (List<LineRef> chunk : jdbc.lockable(ascending)) {
            int n = padded(chunk.size());
            String sql =
                    render.once(List.of("lockLines", n), () -> selectLines(n).forUpdate());
            locked.addAll(lock(shop, chunk, n, sql));
        }
        return locked;
    }

    /** As they are now: under a lock that others may share where a plain read could see the past. */
    List<StoredLine> readLines(String shop, Collection<LineRef> refs) {
        List<String> orderIds =
                refs.stream().map(LineRef::orderId).distinct().sorted().toList();
        OrderRows rows = new OrderRows();
        Chunks.of(orderIds, chunk -> {
            int o = padded(chunk.size());
            if (database.readsOldSnapshots()) {
                String lines = render.once(
                        List.of("currentLines", o),
                        () -> lines(render.in(o, ORDER_LINE, ORDER_ID)).forShare());
                String keys = render.once(List.of("currentKeys", o), () -> currentKeys(o));
                jdbc.lock(lines, binds -> binds.in(shop, chunk, o, Binds::text), rows::add);
                jdbc.lock(keys, binds -> binds.in(shop, chunk, o, Binds::text), rows::add);
            } else {
                open(shop, List.of(), chunk, rows);
            }
        });
        Map<LineRef, StoredLine> lines = rows.lines();
        return refs.stream().filter(lines::containsKey).map(lines::get).toList();
    }

    List<WaitingLine> lockWaiting(String shop, long poolId, long after, int limit) {
        // Locks are needed only to read the places as they are now: the pool is locked, so that nobody joins its queue,
        // and whoever serves these lines elsewhere takes their places away.
        String queue = render.once(
                "queue", () -> database.readsOldSnapshots() ? selectQueue().forShare() : selectQueue());
        Map<LineRef, Long> places = new LinkedHashMap<>();
        jdbc.lock(
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
        List<LineRef> refs = places.keySet().stream().filter(locked::contains).toList();
        return inTurn(places, readLines(shop, refs).stream());
    }

    /** As plain reads see them. A line that was served between the two is left out. */
    List<WaitingLine> waitingLines(String shop, long poolId, long after, int limit) {
        Map<LineRef, Long> places = new LinkedHashMap<>();
        jdbc.query(
                render.once("readQueue", this::selectQueue),
                binds -> binds.text(shop).number(poolId).number(after).number(limit),
                row -> places.put(new LineRef(row.getString(2), row.getString(3)), row.getLong(1)));
        Set<String> orders = places.keySet().stream().map(LineRef::orderId).collect(Collectors.toSet());
        Map<LineRef, StoredLine> lines = open(shop, orders, Set.of()).lines();
        return inTurn(
                places, places.keySet().stream().filter(lines::containsKey).map(lines::get));
    }

    private SelectForUpdateStep<? extends Record> selectQueue() {
        return render.dsl()
                .select(PLACE.plain(), ORDER_ID.plain(), LINE_ID.plain())
                .from(WAITING)
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                .and(PLACE.plain().gt(parameter(PLACE)))
                .orderBy(PLACE.plain())
                .limit(Render.limit());
    }

    private static List<WaitingLine> inTurn(Map<LineRef, Long> places, Stream<StoredLine> lines) {
        return lines.filter(line -> line.waiting() > 0)
                .map(line -> new WaitingLine(places.getOrDefault(line.ref(), 0L), line))
                .toList();
    }

    private List<LineRef> lock(String shop, List<LineRef> refs, int size, String sql) {
        return jdbc.lock(
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
