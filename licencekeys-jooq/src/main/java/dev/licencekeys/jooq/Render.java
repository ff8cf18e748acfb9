package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Tables.KEY;
import static dev.licencekeys.jooq.Tables.KEY_ID;
import static dev.licencekeys.jooq.Tables.SEALED_VALUE;
import static dev.licencekeys.jooq.Tables.SHOP_ID;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SelectJoinStep;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Renders statements for one database, each once: building a statement through the DSL on every call cost 40 KB and a
 * third of the throughput of an order.
 *
 * <p>Lists come in lengths that are powers of two, so that the number of different statements stays small here and in
 * the caches of drivers and servers.
 */
final class Render {
    private final DSLContext dsl;
    private final Database database;
    private final ConcurrentHashMap<Object, String> rendered = new ConcurrentHashMap<>();

    static {
        // Otherwise jOOQ greets the host's log with a logo and a tip.
        for (String greeting : List.of("org.jooq.no-logo", "org.jooq.no-tips")) {
            if (System.getProperty(greeting) == null) {
                System.setProperty(greeting, "true");
            }
        }
    }

    Render(Database database) {
        Settings settings = new Settings()
                .withRenderQuotedNames(RenderQuotedNames.NEVER)
                .withRenderFormatted(false)
                .withExecuteLogging(false);
        this.dsl = DSL.using(database.dialect(), settings);
        this.database = database;
    }

    /** The statement of this name and shape, which {@code query} builds the first time. */
    String once(Object shape, Supplier<? extends Query> query) {
        return text(shape, () -> dsl.render(query.get()));
    }

    /** The same of a statement that is put together from others. */
    String text(Object shape, Supplier<String> statement) {
        String known = rendered.get(shape);
        if (known != null) {
            return known;
        }
        // Not within the map: what it is put together from is kept there, too.
        String text = statement.get();
        rendered.putIfAbsent(shape, text);
        return text;
    }

    /** The smallest power of two that is not below {@code count}; 0 for none. */
    static int padded(int count) {
        return count <= 1 ? count : Integer.highestOneBit(count - 1) << 1;
    }

    /**
     * A parameter of a column's type, as bare text: jOOQ puts a cast around its own ones on H2, which then can't use an
     * index for a list of rows, and JDBC knows the types anyway.
     */
    static <T> Field<T> parameter(Tables.Column<T> column) {
        return DSL.field(DSL.raw("?"), column.type());
    }

    /**
     * The parameter of a LIMIT. A real one: jOOQ takes bare text for an expression, which MariaDB does not allow there, and
     * emulates it by numbering all rows in a sub-query, where FOR UPDATE locks nothing.
     */
    static Param<Long> limit() {
        return DSL.param("limit", SQLDataType.BIGINT);
    }

    /**
     * Whether a column, of this table, is one of {@code count} values, in one shop.
     *
     * <p>A list of constants, never a join: with statistics from before a big import PostgreSQL and MariaDB took a shop for
     * one row, and looked through all of its keys for each row of the other side.
     */
    Condition in(int count, Table<?> table, Tables.Column<?> column) {
        if (count == 1 || database.findsOnlyWholeRows()) {
            return oneOf(count, table, SHOP_ID, column);
        }
        return equal(table, SHOP_ID).and(among(count, table, column));
    }

    private static <T> Condition among(int count, Table<?> table, Tables.Column<T> column) {
        List<Field<T>> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parameters.add(parameter(column));
        }
        return column.of(table).in(parameters);
    }

    /**
     * Whether the columns, of this table, are together one of {@code count} rows that begin with the shop. A single row is
     * compared column by column: as a row, MariaDB would use only the shop.
     */
    static Condition oneOf(int count, Table<?> table, Tables.Column<?>... columns) {
        if (count == 1) {
            return columnByColumn(table, columns);
        }
        List<Field<?>> fields = new ArrayList<>();
        for (Tables.Column<?> column : columns) {
            fields.add(column.of(table));
        }
        List<RowN> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            List<Field<?>> parameters = new ArrayList<>();
            for (Tables.Column<?> column : columns) {
                parameters.add(parameter(column));
            }
            rows.add(DSL.row(parameters));
        }
        return DSL.row(fields).in(rows);
    }

    /** The stored value of the key that a row of another table names; looked up by itself for the same reason. */
    static Field<byte[]> valueOf(Table<?> table) {
        return DSL.field(DSL.select(SEALED_VALUE.of(KEY))
                .from(KEY)
                .where(SHOP_ID.of(KEY).eq(SHOP_ID.of(table)))
                .and(KEY_ID.of(KEY).eq(KEY_ID.of(table))));
    }

    private static Condition columnByColumn(Table<?> table, Tables.Column<?>... columns) {
        Condition all = DSL.noCondition();
        for (Tables.Column<?> column : columns) {
            all = all.and(equal(table, column));
        }
        return all;
    }

    private static <T> Condition equal(Table<?> table, Tables.Column<T> column) {
        return column.of(table).eq(parameter(column));
    }

    /**
     * An insert of so many rows. One row is rendered, and repeated: the number of rows of a batch takes any value.
     *
     * @param ignoring leave out rows whose key is taken, where the database can
     */
    String insert(Table<?> table, int rows, boolean ignoring, List<Tables.Column<?>> columns) {
        String one = once(List.of("insert", table, ignoring), () -> {
            var insert = dsl.insertInto(
                            table, columns.stream().map(Tables.Column::plain).toList())
                    .values(columns.stream().map(Render::parameter).toArray());
            return ignoring ? insert.onConflictDoNothing() : insert;
        });
        if (rows == 1) {
            return one;
        }
        int from = one.indexOf(" values (") + " values ".length();
        int conflict = one.indexOf(" on conflict", from);
        int to = conflict < 0 ? one.length() : conflict;
        return one.substring(0, to) + (", " + one.substring(from, to)).repeat(rows - 1) + one.substring(to);
    }

    /** An insert of one row that locks for writing the one that has its key, if there is one, and leaves it as it is. */
    String insertOrTouch(Table<?> table, List<Tables.Column<?>> columns) {
        return once(
                List.of("insertOrTouch", table),
                () -> dsl.insertInto(
                                table,
                                columns.stream().map(Tables.Column::plain).toList())
                        .values(columns.stream().map(Render::parameter).toArray())
                        .onDuplicateKeyUpdate()
                        .set(SHOP_ID.plain(), SHOP_ID.plain()));
    }

    /**
     * An insert of so many rows, as {@link Binds#inserted} binds them: many come as arrays where those are taken.
     *
     * @param ignoring leave out rows whose key is taken, where the database can
     */
    String insertAll(Table<?> table, int rows, boolean ignoring, List<Tables.Column<?>> columns) {
        return rows > 1 && database.takesArrays()
                ? insertArrays(table, columns, ignoring, Optional.empty())
                : insert(table, rows, ignoring, columns);
    }

    /**
     * An insert of any number of rows, where {@linkplain Database#takesArrays() arrays} are taken: the shop, which comes
     * first, and one array for each other column.
     *
     * @param ignoring leave out rows whose key is taken
     * @param returning tell this column of the rows that were inserted; none if it is empty
     */
    String insertArrays(
            Table<?> table, List<Tables.Column<?>> columns, boolean ignoring, Optional<Tables.Column<?>> returning) {
        return once(List.of("insertArrays", table, ignoring, returning), () -> {
            var insert = dsl.insertInto(
                            table, columns.stream().map(Tables.Column::plain).toList())
                    .select(arrays(columns));
            var unlessThere = ignoring ? insert.onConflictDoNothing() : insert;
            return returning.isPresent() ? unlessThere.returning(returning.get().plain()) : unlessThere;
        });
    }

    /** An insert of so many rows, as {@link Binds#inserted} binds them, and then the condition, without which none is inserted. */
    String insertIf(Table<?> table, int rows, List<Tables.Column<?>> columns, String condition) {
        return once(List.of("insertIf", table, rows > 1, condition), () -> {
            Condition wanted = DSL.condition(DSL.raw(condition));
            return dsl.insertInto(
                            table, columns.stream().map(Tables.Column::plain).toList())
                    .select(
                            rows > 1
                                    ? arrays(columns).where(wanted)
                                    // Of a parameter that is selected PostgreSQL would not see its type.
                                    : DSL.select(columns.stream()
                                                    .map(Render::typed)
                                                    .toList())
                                            .where(wanted));
        });
    }

    private static <T> Field<T> typed(Tables.Column<T> column) {
        return parameter(column).cast(column.type());
    }

    /** The shop, and one array for each other column. */
    private static SelectJoinStep<Record> arrays(List<Tables.Column<?>> columns) {
        String arrays = String.join(", ", Collections.nCopies(columns.size() - 1, "?"));
        return DSL.select(List.<SelectFieldOrAsterisk>of(parameter(SHOP_ID), DSL.field(DSL.raw("item.*"))))
                .from(DSL.raw("unnest(" + arrays + ") as item"));
    }

    /**
     * Rows of a table whose column, in one shop, is one of {@code count} values. Where {@linkplain Database#takesArrays()
     * arrays} are taken, each is looked up by itself: from a list of hundreds PostgreSQL concluded, without statistics, that
     * it was cheaper to look through the shop.
     */
    Select<Record> lookUp(int count, Table<?> table, Tables.Column<?> column, List<Field<?>> columns, boolean lock) {
        if (!database.takesArrays()) {
            var rows = dsl.select(columns).from(table).where(in(count, table, column));
            return lock ? rows.forUpdate() : rows;
        }
        var one = DSL.select(columns)
                .from(table)
                .where(equal(table, SHOP_ID))
                .and(condition(table, column))
                .limit(DSL.inline(1));
        Table<?> found = DSL.lateral(lock ? one.forUpdate() : one).as("found");
        return dsl.select(List.of(DSL.field(DSL.raw("found.*"))))
                .from(DSL.table(DSL.raw("unnest(?) as wanted(item)")), found);
    }

    private static <T> Condition condition(Table<?> table, Tables.Column<T> column) {
        return condition(table, column, "item");
    }

    private static <T> Condition condition(Table<?> table, Tables.Column<T> column, String item) {
        return column.of(table).eq(DSL.field(DSL.raw("wanted." + item), column.type()));
    }

    /** The length of a list in {@link #ofEach}: arrays are of any. */
    int listed(int count) {
        return database.takesArrays() ? Math.min(count, 2) : padded(count);
    }

    /**
     * The rows that a query finds for each of {@code count} values of some columns, in one shop; see {@link Binds#each}.
     * Where arrays are taken, each value is looked up by itself: with statistics from when an order's table was small
     * PostgreSQL read all lines of the shop to find those of two orders.
     */
    Select<Record> ofEach(
            int count,
            List<Tables.Column<?>> columns,
            Table<?> table,
            Function<Condition, SelectLimitStep<Record>> query) {
        if (!database.takesArrays() || count == 1) {
            List<Tables.Column<?>> all = new ArrayList<>(List.of(SHOP_ID));
            all.addAll(columns);
            return query.apply(
                    columns.size() == 1
                            ? in(count, table, columns.get(0))
                            : oneOf(count, table, all.toArray(Tables.Column<?>[]::new)));
        }
        List<String> items =
                columns.stream().map(column -> column.columnName().last()).toList();
        Condition wanted = equal(table, SHOP_ID);
        for (Tables.Column<?> column : columns) {
            wanted = wanted.and(condition(table, column, column.columnName().last()));
        }
        String arrays = String.join(", ", Collections.nCopies(items.size(), "?"));
        // Without the offset PostgreSQL would take it for an ordinary join.
        Table<?> found = DSL.lateral(query.apply(wanted).offset(DSL.inline(0))).as("found");
        return DSL.select(List.<SelectFieldOrAsterisk>of(DSL.field(DSL.raw("found.*"))))
                .from(DSL.table(DSL.raw("unnest(" + arrays + ") as wanted(" + String.join(", ", items) + ")")), found);
    }

    DSLContext dsl() {
        return dsl;
    }
}
