package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import dev.licencekeys.store.ImportPart;
import dev.licencekeys.store.StockRow;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Notes where imports put their keys, and takes them away again. */
final class ImportSql {
    private static final List<Tables.Column<?>> COLUMNS =
            List.of(SHOP_ID, IMPORT_ID, POOL_ID, FIRST_POSITION, LAST_POSITION);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;
    private final StockSql stock;

    ImportSql(Database database, Render render, Jdbc jdbc, StockSql stock) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
        this.stock = stock;
    }

    void addParts(String shop, UUID importId, Collection<ImportPart> parts) {
        Chunks.of(parts, chunk -> {
            String sql = render.insert(IMPORT_PART, chunk.size(), false, COLUMNS);
            jdbc.update(sql, binds -> {
                for (ImportPart part : chunk) {
                    binds.text(shop)
                            .id(importId)
                            .number(stock.poolId(shop, part.pool()))
                            .number(part.first())
                            .number(part.last());
                }
            });
        });
    }

    List<ImportPart> parts(String shop, UUID importId) {
        String sql = render.once(
                "importParts",
                () -> render.dsl()
                        .select(TAG.of(POOL), FIRST_POSITION.of(IMPORT_PART), LAST_POSITION.of(IMPORT_PART))
                        .from(IMPORT_PART)
                        .join(POOL)
                        .on(SHOP_ID.of(POOL).eq(SHOP_ID.of(IMPORT_PART)))
                        .and(POOL_ID.of(POOL).eq(POOL_ID.of(IMPORT_PART)))
                        .where(SHOP_ID.of(IMPORT_PART).eq(parameter(SHOP_ID)))
                        .and(IMPORT_ID.of(IMPORT_PART).eq(parameter(IMPORT_ID))));
        return jdbc.query(
                sql,
                binds -> binds.text(shop).id(importId),
                row -> new ImportPart(OrderRows.pool(row.getString(1)), row.getLong(2), row.getLong(3)));
    }

    /** Rows that were moved here from an import before it lie in the same range, and stay. */
    List<StockRow> forget(String shop, UUID importId, ImportPart part, int limit) {
        long poolId = stock.poolId(shop, part.pool());
        String sql = render.once("imported", () -> {
            var select = render.dsl()
                    .select(POSITION.of(STOCK), KEY_ID.of(STOCK))
                    .from(STOCK)
                    .where(SHOP_ID.of(STOCK).eq(parameter(SHOP_ID)))
                    .and(POOL_ID.of(STOCK).eq(parameter(POOL_ID)))
                    .and(POSITION.of(STOCK).between(parameter(POSITION)).and(parameter(POSITION)))
                    .and(exists(selectOne()
                            .from(KEY)
                            .where(SHOP_ID.of(KEY).eq(SHOP_ID.of(STOCK)))
                            .and(KEY_ID.of(KEY).eq(KEY_ID.of(STOCK)))
                            .and(IMPORT_ID.of(KEY).eq(parameter(IMPORT_ID)))))
                    .orderBy(POSITION.of(STOCK))
                    .limit(Render.limit());
            return database.locksSingleRows() ? select.forUpdate() : select;
        });
        List<StockRow> rows = jdbc.query(
                sql,
                binds -> binds.text(shop)
                        .number(poolId)
                        .number(part.first())
                        .number(part.last())
                        .id(importId)
                        .number(limit),
                row -> new StockRow(poolId, row.getLong(1), Binds.keyId(row, 2), KeySql.NOT_READ));
        stock.deleteStock(shop, rows);
        Chunks.of(rows, chunk -> {
            int n = padded(chunk.size());
            String delete = render.once(
                    List.of("deleteKeys", n), () -> render.dsl().deleteFrom(KEY).where(render.in(n, KEY, KEY_ID)));
            jdbc.update(
                    delete,
                    binds -> binds.in(
                            shop, chunk, n, (bind, row) -> bind.id(row.key().value())));
        });
        return rows;
    }
}
