package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.Query;

/** Lists order lines, and changes whose they are. */
final class LineSql {
    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    LineSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    /** By what lines are listed, each with an index of its own. */
    private enum By {
        TIME,
        CUSTOMER,
        PRODUCT,
        VARIANT;

        static By of(LineFilter filter) {
            if (filter instanceof LineFilter.OfCustomer) {
                return CUSTOMER;
            }
            if (filter instanceof LineFilter.OfProduct of) {
                return of.product().variant().isPresent() ? VARIANT : PRODUCT;
            }
            return TIME;
        }

        /** With the condition of its index on PostgreSQL. Only a line that came meets it. */
        Condition condition() {
            return switch (this) {
                case TIME -> came().and(KEYS_PER_UNIT.plain().gt(inline(0)));
                case CUSTOMER ->
                    CUSTOMER_REF.plain().ne(inline("")).and(CUSTOMER_REF.plain().eq(parameter(CUSTOMER_REF)));
                case PRODUCT -> came().and(PRODUCT_ID.plain().eq(parameter(PRODUCT_ID)));
                case VARIANT -> PRODUCT.condition().and(VARIANT_ID.plain().eq(parameter(VARIANT_ID)));
            };
        }

        private static Condition came() {
            return PRODUCT_ID.plain().ne(inline(""));
        }

        /** All columns of the index, in their order: H2 uses it only then. */
        List<OrderField<?>> latestFirst(boolean shopIsSecond) {
            List<OrderField<?>> order = new ArrayList<>();
            switch (this) {
                case TIME -> {}
                case CUSTOMER -> order.add(CUSTOMER_REF.plain().desc());
                case PRODUCT, VARIANT -> order.add(PRODUCT_ID.plain().desc());
            }
            order.add(CREATED_AT.plain().desc());
            order.add(shopIsSecond && this != TIME ? 1 : 0, SHOP_ID.plain().desc());
            order.add(ORDER_ID.plain().desc());
            order.add(LINE_ID.plain().desc());
            return order;
        }
    }

    List<LineRef> lines(String shop, LineFilter filter, Instant before, LineRef beforeLine, int limit) {
        By by = By.of(filter);
        String sql = render.once(List.of("lines", by), () -> select(by));
        return jdbc.query(
                sql,
                binds -> bind(binds.text(shop), filter)
                        .time(before)
                        .time(before)
                        .text(beforeLine.orderId())
                        .text(beforeLine.orderId())
                        .text(beforeLine.lineId())
                        .number(limit),
                row -> new LineRef(row.getString(1), row.getString(2)));
    }

    private Query select(By by) {
        return render.dsl()
                .select(ORDER_ID.plain(), LINE_ID.plain())
                .from(ORDER_LINE)
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                .and(by.condition())
                // As a comparison of rows no database but PostgreSQL would use an index for it.
                .and(CREATED_AT.plain().le(parameter(CREATED_AT)))
                .and(CREATED_AT
                        .plain()
                        .lt(parameter(CREATED_AT))
                        .or(ORDER_ID.plain().lt(parameter(ORDER_ID)))
                        .or(ORDER_ID.plain()
                                .eq(parameter(ORDER_ID))
                                .and(LINE_ID.plain().lt(parameter(LINE_ID)))))
                .orderBy(by.latestFirst(database.takesAnyIndexOfTheShop()))
                .limit(Render.limit());
    }

    private static Binds bind(Binds binds, LineFilter filter) throws SQLException {
        if (filter instanceof LineFilter.OfCustomer of) {
            return binds.text(of.customer());
        }
        if (filter instanceof LineFilter.OfProduct of) {
            binds.text(of.product().product());
            return of.product().variant().isPresent()
                    ? binds.text(of.product().variant().get())
                    : binds;
        }
        return binds;
    }

    /** A line that did not come yet has no customer. */
    void saveCustomer(String shop, Set<LineRef> lines, String customer) {
        Chunks.of(lines, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("saveCustomer", n),
                    () -> render.dsl()
                            .update(ORDER_LINE)
                            // Not among the conditions, where PostgreSQL could take an index of a list for it.
                            .set(
                                    CUSTOMER_REF.plain(),
                                    when(PRODUCT_ID.plain().eq(inline("")), CUSTOMER_REF.plain())
                                            .otherwise(parameter(CUSTOMER_REF)))
                            .where(oneOf(n, ORDER_LINE, SHOP_ID, ORDER_ID, LINE_ID)));
            jdbc.update(sql, binds -> binds.text(customer).lines(shop, chunk, n));
        });
    }
}
