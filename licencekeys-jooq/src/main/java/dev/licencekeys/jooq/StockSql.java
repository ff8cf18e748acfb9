package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.pool.Tag;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.Table;

/** Reads and writes pools and their stock. */
final class StockSql {
    private static final List<Tables.Column<?>> STOCK_COLUMNS = List.of(SHOP_ID, POOL_ID, POSITION, KEY_ID, EXPIRES_AT);
    private static final List<Tables.Column<?>> POOL_COLUMNS = List.of(
            SHOP_ID, TAG, NEXT_POSITION, TOTAL_KEYS, THRESHOLD, FOLLOWS_DEFAULT, ALERTS, ALERT_POSITION, IGNORES_CASE);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;
    private final KeySql keys;
    private final TakenSql takenRows;
    private final PolicySql policies;

    StockSql(Database database, Render render, Jdbc jdbc, KeySql keys, TakenSql takenRows, PolicySql policies) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
        this.keys = keys;
        this.takenRows = takenRows;
        this.policies = policies;
    }

    void createPools(String shop, Set<Pool> pools) {
        Set<Pool> missing = new HashSet<>(pools);
        missing.removeAll(pools(shop, pools, false).keySet());
        if (missing.isEmpty()) {
            return;
        }
        ThresholdPolicy threshold = policies.defaultThreshold(shop);
        for (Pool pool : missing) {
            PoolRow row = PoolRow.empty(0, pool, threshold);
            insertIgnoring(
                    render.insert(POOL, 1, database.insertsIgnoring(), POOL_COLUMNS),
                    binds -> binds.text(shop)
                            .text(tag(pool))
                            .number(row.nextPosition())
                            .number(row.total())
                            .text(ThresholdText.of(row.threshold()))
                            .flag(row.followsDefault())
                            .text(ThresholdText.of(row.alerts()))
                            .number(row.alertPosition())
                            .flag(row.ignoresCase()));
        }
    }

    private int insertIgnoring(String sql, Jdbc.Binder binder) {
        return database.insertsIgnoring() ? jdbc.update(sql, binder) : jdbc.updateUnlessDuplicate(sql, binder);
    }

    Map<Pool, PoolRow> readPools(String shop, Set<Pool> pools) {
        return pools(shop, pools, false);
    }

    Map<Pool, PoolRow> lockPools(String shop, Set<Pool> pools) {
        return pools(shop, pools, true);
    }

    private Map<Pool, PoolRow> pools(String shop, Set<Pool> pools, boolean lock) {
        if (pools.isEmpty()) {
            return Map.of();
        }
        List<String> tags = pools.stream().map(StockSql::tag).toList();
        int n = padded(tags.size());
        String sql = render.once(List.of("pools", n, lock), () -> {
            var select = selectPools(render).where(render.in(n, POOL, TAG)).orderBy(POOL_ID.plain());
            return lock ? select.forUpdate() : select;
        });
        Map<Pool, PoolRow> rows = new HashMap<>();
        Jdbc.Binder binder = binds -> binds.in(shop, tags, n, Binds::text);
        List<PoolRow> found = lock ? jdbc.lock(sql, binder, StockSql::pool) : jdbc.query(sql, binder, StockSql::pool);
        found.forEach(row -> rows.put(row.pool(), row));
        return rows;
    }

    /** The columns of {@link #pool}. */
    static SelectJoinStep<? extends Record> selectPools(Render render) {
        return render.dsl()
                .select(
                        POOL_ID.plain(),
                        TAG.plain(),
                        NEXT_POSITION.plain(),
                        TOTAL_KEYS.plain(),
                        THRESHOLD.plain(),
                        FOLLOWS_DEFAULT.plain(),
                        ALERTS.plain(),
                        IGNORES_CASE.plain())
                .from(POOL);
    }

    static PoolRow pool(ResultSet row) throws SQLException {
        return new PoolRow(
                row.getLong(1),
                OrderRows.pool(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                ThresholdText.policy(row.getString(5)),
                row.getBoolean(6),
                ThresholdText.alerts(row.getString(7)),
                PoolRow.Queue.EMPTY,
                row.getBoolean(8));
    }

    /** The id of a pool that exists. */
    long poolId(String shop, Pool pool) {
        PoolRow row = pools(shop, Set.of(pool), false).get(pool);
        if (row == null) {
            throw new UnknownPoolException(pool.toString());
        }
        return row.id();
    }

    /** What is stored of a pool's name. */
    static String tag(Pool pool) {
        return pool.tag().map(Tag::name).orElse("");
    }

    /** The pools are locked, so the rows can only be given meanwhile, and those are gone when their locks are. */
    List<StockRow> takeStock(String shop, Set<KeyId> wanted, Set<Long> lockedPools) {
        List<StockRow> taken = new ArrayList<>();
        Chunks.of(wanted, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("takeStock", n),
                    () -> render.lookUp(
                            n,
                            STOCK,
                            KEY_ID,
                            List.of(
                                    POOL_ID.of(STOCK),
                                    POSITION.of(STOCK),
                                    KEY_ID.of(STOCK),
                                    Render.valueOf(STOCK).as("sealed"),
                                    EXPIRES_AT.of(STOCK)),
                            database.locksSingleRows()));
            taken.addAll(jdbc.query(
                    sql,
                    binds -> binds.lookUp(shop, chunk, n, (row, key) -> row.id(key.value())),
                    row -> new StockRow(
                            row.getLong(1),
                            row.getLong(2),
                            Binds.keyId(row, 3),
                            KeySql.value(row, 4),
                            Binds.optionalTime(row, 5))));
        });
        taken.removeIf(row -> !lockedPools.contains(row.poolId()));
        taken.sort(Comparator.comparingLong(StockRow::poolId).thenComparingLong(StockRow::position));
        deleteStock(shop, taken);
        return keys.complete(shop, taken);
    }

    /** Deletes rows that this transaction has locked. */
    void deleteStock(String shop, List<StockRow> rows) {
        Chunks.of(rows, chunk -> {
            int n = padded(chunk.size());
            requireAll(chunk, jdbc.update(deleteSql(n), binds -> bindDeleted(binds, shop, chunk, n)));
        });
        takenRows.took(shop, rows);
    }

    String deleteSql(int n) {
        return render.once(
                List.of("deleteStock", n),
                () -> render.dsl().deleteFrom(STOCK).where(oneOf(n, STOCK, SHOP_ID, POOL_ID, POSITION)));
    }

    Binds bindDeleted(Binds binds, String shop, List<StockRow> rows, int n) throws SQLException {
        return binds.rows(
                shop, rows, n, (bind, row) -> bind.number(row.poolId()).number(row.position()));
    }

    /** After rows were deleted by another statement, which found so many of them. */
    void deleted(String shop, List<StockRow> rows, int found) {
        requireAll(rows, found);
        takenRows.took(shop, rows);
    }

    private void requireAll(List<StockRow> rows, int found) {
        if (found != rows.size()) {
            if (jdbc.readsOnlySnapshots()) {
                throw oldSnapshot();
            }
            throw new StoreException(
                    "locked " + rows.size() + " stock rows but found " + found
                            + " of them; was the stock changed by hand? Nothing was given",
                    false);
        }
    }

    static StoreException oldSnapshot() {
        return new StoreException(
                "other transactions took keys that this one still sees in stock, since it reads an old state; roll it"
                        + " back and begin it again, or begin it at READ COMMITTED",
                true);
    }

    void addStock(String shop, List<StockRow> rows) {
        if (database.takesArrays()) {
            String sql = render.insertArrays(STOCK, STOCK_COLUMNS, false, Optional.empty());
            Chunks.split(rows, Chunks.ARRAY)
                    .forEach(chunk -> jdbc.update(sql, binds -> binds.text(shop).arrays(chunk, StockSql::bind)));
            return;
        }
        Chunks.of(
                rows,
                chunk -> jdbc.update(render.insert(STOCK, chunk.size(), false, STOCK_COLUMNS), binds -> {
                    for (StockRow row : chunk) {
                        bind(binds.text(shop), row);
                    }
                }));
    }

    private static void bind(Binds binds, StockRow row) throws SQLException {
        binds.number(row.poolId()).number(row.position()).id(row.key().value()).time(row.expiry());
    }

    void savePools(String shop, Collection<PoolRow> pools) {
        String sql = render.once(
                "savePool",
                () -> render.dsl()
                        .update(POOL)
                        .set(NEXT_POSITION.plain(), parameter(NEXT_POSITION))
                        .set(TOTAL_KEYS.plain(), parameter(TOTAL_KEYS))
                        .set(THRESHOLD.plain(), parameter(THRESHOLD))
                        .set(FOLLOWS_DEFAULT.plain(), parameter(FOLLOWS_DEFAULT))
                        .set(ALERTS.plain(), parameter(ALERTS))
                        .set(ALERT_POSITION.plain(), parameter(ALERT_POSITION))
                        .set(IGNORES_CASE.plain(), parameter(IGNORES_CASE))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(POOL_ID.plain().eq(parameter(POOL_ID))));
        jdbc.batch(
                sql,
                pools,
                (binds, pool) -> binds.number(pool.nextPosition())
                        .number(pool.total())
                        .text(ThresholdText.of(pool.threshold()))
                        .flag(pool.followsDefault())
                        .text(ThresholdText.of(pool.alerts()))
                        .number(pool.alertPosition())
                        .flag(pool.ignoresCase())
                        .text(shop)
                        .number(pool.id()));
    }

    List<OptionalLong> positionsLeaving(String shop, long poolId, List<Long> left) {
        String sql = render.once(
                "lastWithoutGap",
                () -> render.dsl()
                        .select(
                                TakenSql.takenBelow(POOL),
                                // Not by max, for which H2 reads all of the pool.
                                field(select(POSITION.of(STOCK))
                                        .from(STOCK)
                                        .where(SHOP_ID.of(STOCK).eq(SHOP_ID.of(POOL)))
                                        .and(POOL_ID.of(STOCK).eq(POOL_ID.of(POOL)))
                                        .orderBy(
                                                SHOP_ID.of(STOCK).desc(),
                                                POOL_ID.of(STOCK).desc(),
                                                POSITION.of(STOCK).desc())
                                        .limit(inline(1))))
                        .from(POOL)
                        .where(SHOP_ID.of(POOL).eq(parameter(SHOP_ID)))
                        .and(POOL_ID.of(POOL).eq(parameter(POOL_ID))));
        List<OptionalLong> known = new ArrayList<>(Collections.nCopies(left.size(), OptionalLong.empty()));
        jdbc.query(sql, binds -> binds.text(shop).number(poolId), row -> {
            long withoutGap = row.getLong(1);
            long last = row.getLong(2);
            for (int i = 0; i < left.size(); i++) {
                long leaving = last - left.get(i);
                known.set(i, leaving >= withoutGap ? OptionalLong.of(leaving) : OptionalLong.empty());
            }
            return last;
        });
        for (int i = 0; i < left.size(); i++) {
            if (known.get(i).isEmpty()) {
                known.set(i, countedPositionLeaving(shop, poolId, left.get(i)));
            }
        }
        return known;
    }

    private OptionalLong countedPositionLeaving(String shop, long poolId, long left) {
        // The last rows, one more than are to be left, without an offset: its syntax differs.
        String sql = render.once("positionLeaving", () -> {
            Table<?> last = select(POSITION.plain())
                    .from(STOCK)
                    .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                    .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                    .orderBy(
                            SHOP_ID.plain().desc(),
                            POOL_ID.plain().desc(),
                            POSITION.plain().desc())
                    .limit(Render.limit())
                    .asTable("last_rows");
            return render.dsl().select(count(), min(POSITION.plain())).from(last);
        });
        return jdbc.query(
                        sql,
                        binds -> binds.text(shop).number(poolId).number(left + 1),
                        row -> row.getLong(1) > left ? OptionalLong.of(row.getLong(2)) : OptionalLong.empty())
                .get(0);
    }

    List<PoolStock> stock(String shop, String partOfTag) {
        boolean all = partOfTag.isEmpty();
        String sql = render.once(
                List.of("stock", all),
                () -> render.dsl()
                        .select(
                                TAG.of(POOL),
                                TOTAL_KEYS.of(POOL),
                                THRESHOLD.of(POOL),
                                TakenSql.availableIn(POOL),
                                field(selectCount()
                                        .from(WAITING)
                                        .where(SHOP_ID.of(WAITING).eq(SHOP_ID.of(POOL)))
                                        .and(POOL_ID.of(WAITING).eq(POOL_ID.of(POOL)))),
                                IGNORES_CASE.of(POOL),
                                RevealSql.revealedOf(POOL),
                                FOLLOWS_DEFAULT.of(POOL))
                        .from(POOL)
                        .where(SHOP_ID.of(POOL).eq(parameter(SHOP_ID)))
                        .and(
                                all
                                        ? noCondition()
                                        : position(TAG.of(POOL), parameter(TAG)).gt(inline(0)))
                        .orderBy(TAG.of(POOL)));
        return jdbc.query(
                sql,
                binds -> {
                    binds.text(shop);
                    if (!all) {
                        binds.text(partOfTag);
                    }
                },
                row -> new PoolStock(
                        OrderRows.pool(row.getString(1)),
                        row.getLong(2),
                        row.getLong(4),
                        row.getLong(7),
                        row.getLong(5),
                        ThresholdText.policy(row.getString(3)),
                        row.getBoolean(8),
                        row.getBoolean(6),
                        Optional.empty()));
    }
}
