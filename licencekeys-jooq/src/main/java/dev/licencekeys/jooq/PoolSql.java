package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.inline;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.PoolUse;
import java.util.List;
import org.jooq.Table;

/** Renames and deletes pools that are locked. */
final class PoolSql {
    /** As many products are told at most that keep a pool from being deleted. */
    private static final int SOME = 20;

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    PoolSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    PoolUse use(String shop, long poolId) {
        return new PoolUse(products(shop, poolId), has(STOCK, shop, poolId), has(WAITING, shop, poolId));
    }

    /** With a lock where a plain read may be of an old state; elsewhere who comes in changes the pool, and is noticed. */
    private List<ProductRef> products(String shop, long poolId) {
        String sql = render.once("productsOf", () -> {
            var select = render.dsl()
                    .select(PRODUCT_ID.plain(), VARIANT_ID.plain())
                    .from(PRODUCT_SOURCE)
                    .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                    .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                    .limit(inline(SOME));
            return database.readsOldSnapshots() ? select.forShare() : select;
        });
        return jdbc.lock(sql, binds -> binds.text(shop).number(poolId), row -> {
            String variant = row.getString(2);
            return variant.isEmpty() ? ProductRef.of(row.getString(1)) : ProductRef.of(row.getString(1), variant);
        });
    }

    private boolean has(Table<?> table, String shop, long poolId) {
        String sql = render.once(List.of("has", table), () -> {
            var select = render.dsl()
                    .select(POOL_ID.plain())
                    .from(table)
                    .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                    .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                    .limit(inline(1));
            return database.readsOldSnapshots() ? select.forShare() : select;
        });
        return !jdbc.lock(sql, binds -> binds.text(shop).number(poolId), row -> row.getLong(1))
                .isEmpty();
    }

    boolean rename(String shop, long poolId, Pool name) {
        String sql = render.once(
                "renamePool",
                () -> render.dsl()
                        .update(POOL)
                        .set(TAG.plain(), parameter(TAG))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID))));
        return jdbc.updateUnlessDuplicate(
                        sql, binds -> binds.text(StockSql.tag(name)).text(shop).number(poolId))
                > 0;
    }

    void delete(String shop, long poolId) {
        for (Table<?> table : List.of(TAKEN, REVEALED, USAGE, POOL)) {
            String sql = render.once(
                    List.of("deletePool", table),
                    () -> render.dsl()
                            .deleteFrom(table)
                            .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                            .and(POOL_ID.plain().eq(parameter(POOL_ID))));
            jdbc.update(sql, binds -> binds.text(shop).number(poolId));
        }
    }
}
