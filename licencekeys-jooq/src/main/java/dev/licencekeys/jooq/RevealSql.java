package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import dev.licencekeys.store.LineRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.Field;
import org.jooq.Table;

/** Notes which keys customers have seen. Counted as they come, since to count the keys of a large pool takes seconds. */
final class RevealSql {
    /** Customers who look at the same moment mostly change different parts of a pool's count. */
    private static final int PARTS = 16;

    private static final List<Tables.Column<?>> COLUMNS = List.of(SHOP_ID, POOL_ID, PART, REVEALED_KEYS);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    RevealSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    void reveal(String shop, LineRef line, Instant at) {
        // The pools by ascending id, and one part of all, so that two transactions don't wait for each other.
        int part = ThreadLocalRandom.current().nextInt(PARTS);
        for (long pool : new TreeSet<>(pools(shop, line))) {
            int revealed = mark(shop, line, pool, at);
            if (revealed > 0) {
                count(shop, pool, part, revealed);
            }
        }
    }

    private List<Long> pools(String shop, LineRef line) {
        String sql = render.once(
                "poolsOfLine",
                () -> render.dsl()
                        .select(POOL_ID.plain())
                        .from(ASSIGNMENT)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(ORDER_ID.plain().eq(parameter(ORDER_ID)))
                        .and(LINE_ID.plain().eq(parameter(LINE_ID))));
        return jdbc.query(
                sql, binds -> binds.text(shop).text(line.orderId()).text(line.lineId()), row -> row.getLong(1));
    }

    /** Told by the update, not by the look before it, which may be of an old state. */
    private int mark(String shop, LineRef line, long pool, Instant at) {
        String sql = render.once(
                "markRevealed",
                () -> render.dsl()
                        .update(ASSIGNMENT)
                        .set(REVEALED_AT.plain(), parameter(REVEALED_AT))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(ORDER_ID.plain().eq(parameter(ORDER_ID)))
                        .and(LINE_ID.plain().eq(parameter(LINE_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                        .and(REVEALED_AT.plain().isNull()));
        return jdbc.update(
                sql,
                binds -> binds.time(at)
                        .text(shop)
                        .text(line.orderId())
                        .text(line.lineId())
                        .number(pool));
    }

    private void count(String shop, long pool, int part, int revealed) {
        if (add(shop, pool, part, revealed) > 0) {
            return;
        }
        String sql = render.insert(REVEALED, 1, database.insertsIgnoring(), COLUMNS);
        Jdbc.Binder binder =
                binds -> binds.text(shop).number(pool).integer(part).number(revealed);
        int inserted = database.insertsIgnoring() ? jdbc.update(sql, binder) : jdbc.updateUnlessDuplicate(sql, binder);
        if (inserted == 0 && add(shop, pool, part, revealed) == 0) {
            throw StockSql.oldSnapshot();
        }
    }

    private int add(String shop, long pool, int part, int revealed) {
        String sql = render.once(
                "countRevealed",
                () -> render.dsl()
                        .update(REVEALED)
                        .set(REVEALED_KEYS.plain(), REVEALED_KEYS.plain().plus(parameter(REVEALED_KEYS)))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                        .and(PART.plain().eq(parameter(PART))));
        return jdbc.update(
                sql, binds -> binds.number(revealed).text(shop).number(pool).integer(part));
    }

    /** How many keys of a pool were seen. */
    static Field<BigDecimal> revealedOf(Table<?> pool) {
        return coalesce(
                field(select(sum(REVEALED_KEYS.of(REVEALED)))
                        .from(REVEALED)
                        .where(SHOP_ID.of(REVEALED).eq(SHOP_ID.of(pool)))
                        .and(POOL_ID.of(REVEALED).eq(POOL_ID.of(pool)))),
                inline(BigDecimal.ZERO));
    }
}
