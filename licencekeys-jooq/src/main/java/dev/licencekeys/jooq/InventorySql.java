package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.noCondition;

import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.Retired;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Table;

/** Lists the keys of pools, whatever their state, and writes down those that are retired. */
final class InventorySql {
    private static final List<Tables.Column<?>> RETIRED_COLUMNS = List.of(SHOP_ID, KEY_ID, POOL_ID, RETIRED_AT);

    private final Render render;
    private final Jdbc jdbc;
    private final StockSql stock;

    InventorySql(Render render, Jdbc jdbc, StockSql stock) {
        this.render = render;
        this.jdbc = jdbc;
        this.stock = stock;
    }

    void retire(String shop, List<Retired> keys) {
        Chunks.of(
                keys,
                chunk -> jdbc.update(render.insert(RETIRED, chunk.size(), false, RETIRED_COLUMNS), binds -> {
                    for (Retired key : chunk) {
                        binds.text(shop)
                                .id(key.key().value())
                                .number(key.poolId())
                                .time(key.at());
                    }
                }));
    }

    List<KeyCursor> places(String shop, Pool pool, KeyState state, KeyCursor after, int limit) {
        long poolId = stock.poolId(shop, pool);
        if (state == KeyState.AVAILABLE) {
            return inStock(shop, poolId, after.position(), limit);
        }
        Table<?> table = table(state);
        String sql = render.once(
                List.of("places", state),
                () -> render.dsl()
                        .select(KEY_ID.plain())
                        .from(table)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(KEY_ID.plain().gt(parameter(KEY_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                        .and(isIn(state))
                        // All columns of the index: H2 uses it for the order only then.
                        .orderBy(SHOP_ID.plain(), KEY_ID.plain())
                        .limit(Render.limit()));
        return jdbc.query(
                sql,
                binds -> binds.text(shop).id(after.key().value()).number(poolId).number(limit),
                row -> new KeyCursor(0, Binds.keyId(row, 1)));
    }

    private static Table<?> table(KeyState state) {
        return switch (state) {
            case AVAILABLE -> STOCK;
            case ASSIGNED, REVEALED -> ASSIGNMENT;
            case REVOKED -> REVOKED;
            case RETIRED -> RETIRED;
        };
    }

    /** Of the states that share a table. */
    private static Condition isIn(KeyState state) {
        return switch (state) {
            case ASSIGNED -> REVEALED_AT.plain().isNull();
            case REVEALED -> REVEALED_AT.plain().isNotNull();
            default -> noCondition();
        };
    }

    private List<KeyCursor> inStock(String shop, long poolId, long position, int limit) {
        String sql = render.once(
                "inStock",
                () -> render.dsl()
                        .select(POSITION.plain(), KEY_ID.plain())
                        .from(STOCK)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                        .and(POSITION.plain().gt(parameter(POSITION)))
                        .orderBy(SHOP_ID.plain(), POOL_ID.plain(), POSITION.plain())
                        .limit(Render.limit()));
        return jdbc.query(
                sql,
                binds -> binds.text(shop).number(poolId).number(position).number(limit),
                row -> new KeyCursor(row.getLong(1), Binds.keyId(row, 2)));
    }
}
