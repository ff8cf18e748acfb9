package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import dev.licencekeys.jooq.LowWaterMarks.Mark;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Notes up to which position a pool's keys were ever taken. Beyond it every position up to the pool's tail holds a key, so
 * that the keys there need not be counted.
 *
 * <p>A note reaches some thousand positions ahead, so that few claims write one. Rows are only added: a note that is rolled
 * back goes with the claim that wrote it.
 */
final class TakenSql {
    /** Positions between notes. So many rows have to be counted for the figures of a pool of any size. */
    private static final long STEP = 4_096;

    private static final List<Tables.Column<?>> COLUMNS = List.of(SHOP_ID, POOL_ID, TAKEN_BELOW, NOTE_ID);

    private final Session session;
    private final Render render;
    private final Jdbc jdbc;
    private boolean noted;

    TakenSql(Session session) {
        this.session = session;
        this.render = session.render();
        this.jdbc = session.jdbc();
    }

    /** Before this transaction ends without these rows of stock. */
    void took(String shop, List<StockRow> rows) {
        Map<Long, Long> highest = new HashMap<>();
        rows.forEach(row -> highest.merge(row.poolId(), row.position(), Math::max));
        highest.forEach((pool, position) -> {
            Mark mark = session.marks().of(shop, pool);
            if (position >= mark.takenBelow() && position >= takenBelow(shop, pool, mark)) {
                note(shop, pool, (position / STEP + 1) * STEP, mark);
            }
        });
    }

    /** Learns what is noted; only for a transaction of the host that has written nothing yet. */
    void learn(String shop, long pool) {
        if (!jdbc.readsUncommitted()) {
            session.marks().of(shop, pool).learnTaken(takenBelow(shop, pool));
        }
    }

    private long takenBelow(String shop, long pool, Mark mark) {
        long below = takenBelow(shop, pool);
        // What an earlier call of the host's transaction noted, or this one, may yet be rolled back.
        if (!noted && session.ownsTransaction()) {
            mark.learnTaken(below);
        }
        return below;
    }

    private long takenBelow(String shop, long pool) {
        String sql = render.once(
                "takenBelow",
                () -> render.dsl()
                        .select(max(TAKEN_BELOW.plain()))
                        .from(TAKEN)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID))));
        return jdbc.query(sql, binds -> binds.text(shop).number(pool), row -> row.getLong(1)).stream()
                .findFirst()
                .orElse(0L);
    }

    private void note(String shop, long pool, long below, Mark mark) {
        noted = true;
        session.afterCommit(() -> mark.learnTaken(below));
        jdbc.update(
                render.insert(TAKEN, 1, false, COLUMNS),
                binds -> binds.text(shop).number(pool).number(below).id(UUID.randomUUID()));
    }

    /** How many keys a pool has: those that lie among gaps are counted, the others reckoned. */
    static Field<Long> availableIn(Table<?> pool) {
        Field<Integer> amongGaps = field(selectCount()
                .from(STOCK)
                .where(SHOP_ID.of(STOCK).eq(SHOP_ID.of(pool)))
                .and(POOL_ID.of(STOCK).eq(POOL_ID.of(pool)))
                .and(POSITION.of(STOCK).lt(takenBelow(pool))));
        return greatest(NEXT_POSITION.of(pool).minus(takenBelow(pool)), inline(0L))
                .plus(amongGaps);
    }

    /** The position from which on a pool has no gap. */
    static Field<Long> takenBelow(Table<?> pool) {
        return coalesce(
                field(select(max(TAKEN_BELOW.of(TAKEN)))
                        .from(TAKEN)
                        .where(SHOP_ID.of(TAKEN).eq(SHOP_ID.of(pool)))
                        .and(POOL_ID.of(TAKEN).eq(POOL_ID.of(pool)))),
                inline(PoolRow.FIRST_POSITION));
    }
}
