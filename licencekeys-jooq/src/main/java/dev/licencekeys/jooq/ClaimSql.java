package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.jooq.LowWaterMarks.Mark;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.StockRow;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Locks stock rows, lowest position first, and reads them. */
final class ClaimSql {
    /** What a claim does about rows that others have locked. */
    enum Lane {
        /** Plenty: skip them, so that orders of one pool run side by side. */
        SKIP,

        /** Scarce: wait for them, under the pool's lock. */
        WAIT,

        /** Nobody locks rows: the pool's lock guards them all. */
        READ
    }

    private static final Table<?> CLAIMED = DSL.table(name("claimed"));
    private static final String LOWEST = "lowest";

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;
    private final KeySql keys;

    ClaimSql(Database database, Render render, Jdbc jdbc, KeySql keys) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /**
     * Locks those of these pools that nobody else has locked, and reads them. By id, as claims do: on the way by the tag
     * MariaDB meets those who wait for the row.
     */
    List<PoolRow> lockFreePools(String shop, Set<Long> poolIds) {
        List<PoolRow> pools = new ArrayList<>();
        Chunks.of(new TreeSet<>(poolIds), ids -> {
            int n = padded(ids.size());
            String sql = render.once(
                    List.of("lockFreePools", n),
                    () -> StockSql.selectPools(render)
                            .where(render.in(n, POOL, POOL_ID))
                            .orderBy(POOL_ID.plain())
                            .forUpdate()
                            .skipLocked());
            pools.addAll(jdbc.query(sql, binds -> binds.in(shop, ids, n, Binds::number), StockSql::pool));
        });
        return pools;
    }

    /** Locks pools by ascending id, and reads them. */
    List<PoolRow> lockPools(String shop, Set<Long> poolIds) {
        List<PoolRow> pools = new ArrayList<>();
        for (List<Long> ids : jdbc.lockable(new TreeSet<>(poolIds))) {
            int n = padded(ids.size());
            String sql = render.once(
                    List.of("lockPools", n),
                    () -> StockSql.selectPools(render)
                            .where(render.in(n, POOL, POOL_ID))
                            .orderBy(POOL_ID.plain())
                            .forUpdate());
            List<PoolRow> found = jdbc.lock(sql, binds -> binds.in(shop, ids, n, Binds::number), StockSql::pool);
            if (found.size() < ids.size()) {
                // A line would wait for its keys for ever.
                throw new StoreException("a pool was deleted since the product was looked up; try again", true);
            }
            pools.addAll(found);
        }
        return pools;
    }

    /**
     * Claims up to {@code wanted} rows from position {@code from} on.
     *
     * @param learning moved to the lowest position present, if it is there; only for a transaction that has deleted
     *     nothing of this pool, since it would not see those rows, and its deletion may yet be rolled back
     */
    List<StockRow> claim(Lane lane, String shop, long poolId, long from, int wanted, Optional<Mark> learning) {
        boolean learns = learning.isPresent();
        String sql = render.once(List.of("claim", lane, learns), () -> claim(lane, learns));
        Jdbc.Binder binder = binds -> {
            binds.text(shop).number(poolId).number(from).number(wanted);
            if (learns) {
                binds.text(shop).number(poolId).number(from);
            }
        };
        Jdbc.Mapper<StockRow> mapper = row -> {
            if (learns) {
                learning.get().learn(row.getLong(5));
            }
            return new StockRow(
                    poolId, row.getLong(1), Binds.keyId(row, 2), KeySql.value(row, 3), Binds.optionalTime(row, 4));
        };
        return keys.complete(
                shop, lane == Lane.WAIT ? jdbc.lock(sql, binder, mapper) : jdbc.query(sql, binder, mapper));
    }

    /**
     * Claims from several pools at once, in the {@linkplain Lane#SKIP plenty} lane; only where arrays are taken.
     *
     * @return by pool; one of which nothing was claimed is left out
     */
    Map<Long, List<StockRow>> claimEach(String shop, List<Want> wants) {
        String sql = render.once("claimEach", this::claimEach);
        Map<Long, Mark> learning = new HashMap<>();
        wants.forEach(want -> want.learning().ifPresent(mark -> learning.put(want.poolId(), mark)));
        Map<Long, List<StockRow>> claimed = new HashMap<>();
        List<StockRow> rows = jdbc.query(
                sql,
                binds -> binds.arrays(
                                wants,
                                (row, want) -> row.number(want.poolId())
                                        .number(want.from())
                                        .number(want.count())
                                        .flag(want.learning().isPresent()))
                        .text(shop)
                        .text(shop),
                row -> {
                    long poolId = row.getLong(1);
                    Mark mark = learning.get(poolId);
                    if (mark != null) {
                        mark.learn(row.getLong(6));
                    }
                    return new StockRow(
                            poolId,
                            row.getLong(2),
                            Binds.keyId(row, 3),
                            KeySql.value(row, 4),
                            Binds.optionalTime(row, 5));
                });
        keys.complete(shop, rows)
                .forEach(row -> claimed.computeIfAbsent(row.poolId(), pool -> new ArrayList<>())
                        .add(row));
        return claimed;
    }

    /**
     * What to claim from one pool.
     *
     * @param learning as with {@link #claim(Lane, String, long, long, int, Optional)}
     */
    record Want(long poolId, long from, int count, Optional<Mark> learning) {}

    private Query claimEach() {
        Field<Long> pool = field(DSL.raw("wanted.pool_id"), SQLDataType.BIGINT);
        Field<Long> from = field(DSL.raw("wanted.position"), SQLDataType.BIGINT);
        Condition ofPool = SHOP_ID.plain()
                .eq(parameter(SHOP_ID))
                .and(POOL_ID.of(STOCK).eq(pool))
                .and(POSITION.of(STOCK).ge(from));
        Table<?> locked = DSL.lateral(select(
                                SHOP_ID.plain(),
                                POOL_ID.of(STOCK),
                                POSITION.of(STOCK),
                                KEY_ID.plain(),
                                EXPIRES_AT.plain())
                        .from(STOCK)
                        .where(ofPool)
                        .orderBy(SHOP_ID.plain(), POOL_ID.of(STOCK), POSITION.of(STOCK))
                        .limit(field(DSL.raw("wanted.count"), SQLDataType.BIGINT))
                        .forUpdate()
                        .skipLocked())
                .as("found");
        Table<?> low = DSL.lateral(select(POSITION.of(STOCK).as(LOWEST))
                        .from(STOCK)
                        .where(field(DSL.raw("wanted.learns"), SQLDataType.BOOLEAN)
                                .isTrue())
                        .and(ofPool)
                        .orderBy(SHOP_ID.plain(), POOL_ID.of(STOCK), POSITION.of(STOCK))
                        .limit(inline(1)))
                .as("low");
        Field<Long> lowest = field(name("low", LOWEST), SQLDataType.BIGINT);
        var claimed = select(DSL.field(DSL.raw("found.*")), lowest)
                .from(DSL.table(DSL.raw("unnest(?, ?, ?, ?) as wanted(pool_id, position, count, learns)")))
                // Before the rows, so that it is looked for once for each pool.
                .leftJoin(low)
                .on(trueCondition())
                .crossJoin(locked);
        return render.dsl()
                .with(CLAIMED.getQualifiedName().last())
                .asMaterialized(claimed)
                .select(
                        POOL_ID.of(CLAIMED),
                        POSITION.of(CLAIMED),
                        KEY_ID.of(CLAIMED),
                        Render.valueOf(CLAIMED),
                        EXPIRES_AT.of(CLAIMED),
                        field(name("claimed", LOWEST), SQLDataType.BIGINT))
                .from(CLAIMED)
                .orderBy(POOL_ID.of(CLAIMED), POSITION.of(CLAIMED));
    }

    Query claim(Lane lane, boolean learns) {
        var candidates = select(SHOP_ID.plain(), POSITION.plain(), KEY_ID.plain(), EXPIRES_AT.plain())
                .from(STOCK)
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                .and(POSITION.plain().ge(parameter(POSITION)))
                // All columns of the index: H2 uses it for the order only then.
                .orderBy(SHOP_ID.plain(), POOL_ID.plain(), POSITION.plain())
                .limit(Render.limit());
        Select<Record4<String, Long, byte[], LocalDateTime>> locked = switch (lane) {
            case SKIP -> candidates.forUpdate().skipLocked();
            case WAIT -> candidates.forUpdate();
            case READ -> candidates;
        };
        Table<?> low = select(POSITION.plain().as(LOWEST))
                .from(STOCK)
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                .and(POOL_ID.plain().eq(parameter(POOL_ID)))
                .and(POSITION.plain().ge(parameter(POSITION)))
                .orderBy(SHOP_ID.plain(), POOL_ID.plain(), POSITION.plain())
                .limit(inline(1))
                .asTable("low");
        List<Field<?>> columns = new ArrayList<>(
                List.of(POSITION.of(CLAIMED), KEY_ID.of(CLAIMED), Render.valueOf(CLAIMED), EXPIRES_AT.of(CLAIMED)));
        if (learns) {
            columns.add(field(name("low", LOWEST), SQLDataType.BIGINT));
        }
        // Not as a sub-query of a condition: with stale statistics PostgreSQL ran that again for every outer row, and
        // took a whole pool. Materialised it runs once.
        boolean materialises = database.savepointFreesLocks();
        var from = materialises
                ? render.dsl()
                        .with(CLAIMED.getQualifiedName().last())
                        .asMaterialized(locked)
                        .select(columns)
                        .from(CLAIMED)
                : render.dsl().select(columns).from(locked.asTable(CLAIMED));
        return learns
                ? from.leftJoin(low).on(trueCondition()).orderBy(POSITION.of(CLAIMED))
                : from.orderBy(POSITION.of(CLAIMED));
    }
}
