package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.PoolRow;
import dev.licencekeys.store.UsageSample;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** When the merchant is to be warned: the shop's default, what was passed, and how fast pools are used up. */
final class PolicySql {
    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    PolicySql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    ThresholdPolicy defaultThreshold(String shop) {
        String sql = render.once(
                "defaultThreshold",
                () -> render.dsl()
                        .select(THRESHOLD.plain())
                        .from(SHOP)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID))));
        return jdbc.query(sql, binds -> binds.text(shop), row -> ThresholdText.policy(row.getString(1))).stream()
                .findFirst()
                .orElse(ThresholdPolicy.DEFAULT);
    }

    void saveDefaultThreshold(String shop, ThresholdPolicy policy) {
        String insert = render.insert(SHOP, 1, database.insertsIgnoring(), List.of(SHOP_ID, THRESHOLD));
        Jdbc.Binder row = binds -> binds.text(shop).text(ThresholdText.of(policy));
        int inserted = database.insertsIgnoring() ? jdbc.update(insert, row) : jdbc.updateUnlessDuplicate(insert, row);
        if (inserted == 0) {
            String update = render.once(
                    "saveDefaultThreshold",
                    () -> render.dsl()
                            .update(SHOP)
                            .set(THRESHOLD.plain(), parameter(THRESHOLD))
                            .where(SHOP_ID.plain().eq(parameter(SHOP_ID))));
            jdbc.update(update, binds -> binds.text(ThresholdText.of(policy)).text(shop));
        }
    }

    Set<Pool> poolsBehindDefault(String shop) {
        String policy = ThresholdText.of(defaultThreshold(shop));
        String sql = render.once(
                "poolsBehindDefault",
                () -> render.dsl()
                        .select(TAG.plain())
                        .from(POOL)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(FOLLOWS_DEFAULT.plain().eq(inline(true)))
                        .and(THRESHOLD.plain().ne(parameter(THRESHOLD))));
        return new HashSet<>(
                jdbc.query(sql, binds -> binds.text(shop).text(policy), row -> OrderRows.pool(row.getString(1))));
    }

    /** One look-up for each pool: no key is counted. */
    Set<Pool> passedAlerts(String shop) {
        String sql = render.once(
                "passedAlerts",
                () -> render.dsl()
                        .select(TAG.of(POOL))
                        .from(POOL)
                        .where(SHOP_ID.of(POOL).eq(parameter(SHOP_ID)))
                        .and(ALERT_POSITION.of(POOL).ne(inline(PoolRow.NO_ALERT)))
                        .and(notExists(selectOne()
                                .from(STOCK)
                                .where(SHOP_ID.of(STOCK).eq(SHOP_ID.of(POOL)))
                                .and(POOL_ID.of(STOCK).eq(POOL_ID.of(POOL)))
                                .and(POSITION.of(STOCK).eq(ALERT_POSITION.of(POOL))))));
        return new HashSet<>(jdbc.query(sql, binds -> binds.text(shop), row -> OrderRows.pool(row.getString(1))));
    }

    void sampleUsage(String shop, Instant now, Instant unlessSince, Instant forgetBefore) {
        String forget = render.once(
                "forgetUsage",
                () -> render.dsl()
                        .deleteFrom(USAGE)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(SAMPLED_AT.plain().lt(parameter(SAMPLED_AT))));
        jdbc.update(forget, binds -> binds.text(shop).time(forgetBefore));
        String sample = render.once(
                "sampleUsage",
                () -> render.dsl()
                        .insertInto(USAGE, SHOP_ID.plain(), POOL_ID.plain(), SAMPLED_AT.plain(), GIVEN_KEYS.plain())
                        .select(render.dsl()
                                .select(
                                        SHOP_ID.of(POOL),
                                        POOL_ID.of(POOL),
                                        cast(parameter(SAMPLED_AT), SQLDataType.LOCALDATETIME(6)),
                                        TOTAL_KEYS.of(POOL).minus(TakenSql.availableIn(POOL)))
                                .from(POOL)
                                .where(SHOP_ID.of(POOL).eq(parameter(SHOP_ID)))
                                .and(notExists(selectOne()
                                        .from(USAGE)
                                        .where(SHOP_ID.of(USAGE).eq(SHOP_ID.of(POOL)))
                                        .and(POOL_ID.of(USAGE).eq(POOL_ID.of(POOL)))
                                        .and(SAMPLED_AT.of(USAGE).ge(parameter(SAMPLED_AT)))))));
        jdbc.update(sample, binds -> binds.time(now).text(shop).time(unlessSince));
    }

    Map<Pool, UsageSample> usageSince(String shop, Set<Pool> pools, Instant since) {
        Map<Pool, UsageSample> samples = new HashMap<>();
        Chunks.of(pools, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(List.of("usageSince", n), () -> {
                Table<?> earlier = USAGE.as("earlier");
                var first = select(min(SAMPLED_AT.of(earlier)))
                        .from(earlier)
                        .where(SHOP_ID.of(earlier).eq(SHOP_ID.of(POOL)))
                        .and(POOL_ID.of(earlier).eq(POOL_ID.of(POOL)))
                        .and(SAMPLED_AT.of(earlier).ge(parameter(SAMPLED_AT)));
                return render.dsl()
                        .select(TAG.of(POOL), SAMPLED_AT.of(USAGE), GIVEN_KEYS.of(USAGE))
                        .from(POOL)
                        .join(USAGE)
                        .on(SHOP_ID.of(USAGE).eq(SHOP_ID.of(POOL)))
                        .and(POOL_ID.of(USAGE).eq(POOL_ID.of(POOL)))
                        .and(SAMPLED_AT.of(USAGE).eq(first))
                        .where(render.in(n, POOL, TAG));
            });
            jdbc.query(
                    sql,
                    binds -> binds.time(since)
                            .in(shop, chunk.stream().map(StockSql::tag).toList(), n, Binds::text),
                    row -> samples.put(
                            OrderRows.pool(row.getString(1)), new UsageSample(Binds.time(row, 2), row.getLong(3))));
        });
        return samples;
    }
}
