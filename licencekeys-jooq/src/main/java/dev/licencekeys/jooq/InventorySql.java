package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.noCondition;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Retired;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
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
        Table<?> table = state == KeyState.RETIRED ? RETIRED : ASSIGNMENT;
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

    /** Where a key is, as far as it is known by one table. */
    private record Where(KeyState state, long poolId, long position, Optional<KeyDetails.Holder> holder) {
        /** Taken out of stock by hand in the database. */
        static final Where NOWHERE = new Where(KeyState.RETIRED, 0, 0, Optional.empty());

        static Where inStock(ResultSet row) throws SQLException {
            return new Where(KeyState.AVAILABLE, row.getLong(2), row.getLong(3), Optional.empty());
        }

        static Where assigned(ResultSet row) throws SQLException {
            LineRef line = new LineRef(row.getString(3), row.getString(4));
            Optional<Instant> revealedAt = Binds.optionalTime(row, 6);
            return new Where(
                    revealedAt.isPresent() ? KeyState.REVEALED : KeyState.ASSIGNED,
                    row.getLong(2),
                    0,
                    Optional.of(new KeyDetails.Holder(line, Binds.time(row, 5), revealedAt)));
        }

        static Where retired(ResultSet row) throws SQLException {
            return new Where(KeyState.RETIRED, row.getLong(2), 0, Optional.empty());
        }
    }

    Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
        Map<KeyId, Where> where = new HashMap<>();
        // In this order, in which a key goes from one to another: none is met in neither of two.
        lookUp(
                shop,
                keys,
                STOCK,
                List.of(KEY_ID, POOL_ID, POSITION),
                row -> where.put(Binds.keyId(row, 1), Where.inStock(row)));
        lookUp(
                shop,
                keys,
                ASSIGNMENT,
                List.of(KEY_ID, POOL_ID, ORDER_ID, LINE_ID, ASSIGNED_AT, REVEALED_AT),
                row -> where.put(Binds.keyId(row, 1), Where.assigned(row)));
        lookUp(
                shop,
                keys,
                RETIRED,
                List.of(KEY_ID, POOL_ID),
                row -> where.put(Binds.keyId(row, 1), Where.retired(row)));
        Map<Long, Pool> pools = stock.names(shop, poolIds(where));
        Map<KeyId, KeyDetails> details = new HashMap<>();
        lookUp(shop, keys, KEY, List.of(KEY_ID, SEALED_VALUE, NOTE, CREATED_AT, EXPIRES_AT), row -> {
            KeyId id = Binds.keyId(row, 1);
            Where place = where.getOrDefault(id, Where.NOWHERE);
            return details.put(
                    id,
                    new KeyDetails(
                            id,
                            new SealedValue(row.getBytes(2)),
                            place.state(),
                            Optional.ofNullable(pools.get(place.poolId())),
                            place.position(),
                            row.getString(3),
                            Binds.time(row, 4),
                            Binds.optionalTime(row, 5),
                            place.holder()));
        });
        return details;
    }

    private static Set<Long> poolIds(Map<KeyId, Where> where) {
        Set<Long> ids = new HashSet<>();
        where.values().forEach(place -> ids.add(place.poolId()));
        return ids;
    }

    private <T> void lookUp(
            String shop, Set<KeyId> keys, Table<?> table, List<Tables.Column<?>> columns, Jdbc.Mapper<T> mapper) {
        Chunks.of(keys, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(List.of("details", table, n), () -> {
                List<Field<?>> fields = new ArrayList<>();
                columns.forEach(column -> fields.add(column.of(table)));
                return render.lookUp(n, table, KEY_ID, fields, false);
            });
            jdbc.query(sql, binds -> binds.lookUp(shop, chunk, n, (row, key) -> row.id(key.value())), mapper);
        });
    }
}
