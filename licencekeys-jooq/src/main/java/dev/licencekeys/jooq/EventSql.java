package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeyExpired;
import dev.licencekeys.event.KeyMoved;
import dev.licencekeys.event.KeyRetired;
import dev.licencekeys.event.KeyShown;
import dev.licencekeys.event.KeysExported;
import dev.licencekeys.event.PoolDeleted;
import dev.licencekeys.event.PoolRenamed;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.pool.Pool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes and reads what happened. */
final class EventSql {
    private static final List<Tables.Column<?>> COLUMNS = List.of(
            SHOP_ID,
            EVENT_ID,
            KIND,
            OCCURRED_AT,
            ACTOR,
            REASON,
            TAG,
            OTHER_TAG,
            KEY_ID,
            KEY_STATE,
            PERCENT,
            TOTAL_KEYS,
            AVAILABLE_KEYS);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    EventSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    /**
     * The columns in which kinds of events differ; empty or zero where a kind has none of it.
     *
     * @param tag of the pool it is about
     */
    private record Row(
            String tag, String otherTag, Optional<KeyId> key, String state, int percent, long total, long available) {
        private static final Row NOTHING = new Row("", "", Optional.empty(), "", 0, 0, 0);

        static Row of(Event event) {
            if (event instanceof KeyMoved moved) {
                return NOTHING.about(moved.from(), moved.to()).about(moved.key());
            }
            if (event instanceof KeyRetired retired) {
                return NOTHING.about(retired.from(), Pool.untagged()).about(retired.key());
            }
            if (event instanceof KeyExpired expired) {
                return NOTHING.about(expired.from(), Pool.untagged()).about(expired.key());
            }
            if (event instanceof KeyShown shown) {
                return NOTHING.about(shown.key());
            }
            if (event instanceof PoolRenamed renamed) {
                return NOTHING.about(renamed.from(), renamed.to());
            }
            if (event instanceof PoolDeleted deleted) {
                return NOTHING.about(deleted.pool(), Pool.untagged());
            }
            if (event instanceof KeysExported exported) {
                String tag = StockSql.tag(exported.pool());
                return new Row(tag, "", Optional.empty(), exported.state().name(), 0, 0, 0);
            }
            ThresholdReached reached = (ThresholdReached) event;
            String tag = StockSql.tag(reached.pool());
            return new Row(tag, "", Optional.empty(), "", reached.percent(), reached.total(), reached.available());
        }

        private Row about(Pool pool, Pool otherPool) {
            return new Row(StockSql.tag(pool), StockSql.tag(otherPool), key, state, percent, total, available);
        }

        private Row about(KeyId id) {
            return new Row(tag, otherTag, Optional.of(id), state, percent, total, available);
        }
    }

    void add(String shop, List<Event> events) {
        if (database.takesArrays()) {
            String sql = render.insertArrays(EVENT, COLUMNS, false, Optional.empty());
            Chunks.split(events, Chunks.ARRAY)
                    .forEach(chunk -> jdbc.update(sql, binds -> binds.text(shop).arrays(chunk, EventSql::bind)));
            return;
        }
        Chunks.of(
                events,
                chunk -> jdbc.update(render.insert(EVENT, chunk.size(), false, COLUMNS), binds -> {
                    for (Event event : chunk) {
                        bind(binds.text(shop), event);
                    }
                }));
    }

    private static void bind(Binds binds, Event event) throws SQLException {
        Row row = Row.of(event);
        binds.id(event.id())
                .text(event.getClass().getSimpleName())
                .time(event.at())
                .text(event.act().map(Act::actor).orElse(""))
                .text(event.act().map(Act::reason).orElse(""))
                .text(row.tag())
                .text(row.otherTag())
                .nullable(row.key().map(key -> Binds.bytes(key.value())).orElse(null))
                .text(row.state())
                .integer(row.percent())
                .number(row.total())
                .number(row.available());
    }

    List<Event> before(String shop, UUID before, int limit) {
        String sql = render.once(
                "events",
                () -> render.dsl()
                        .select(COLUMNS.stream()
                                .skip(1)
                                .map(Tables.Column::plain)
                                .toList())
                        .from(EVENT)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(EVENT_ID.plain().lt(parameter(EVENT_ID)))
                        // All columns of the index: H2 uses it for the order only then.
                        .orderBy(SHOP_ID.plain().desc(), EVENT_ID.plain().desc())
                        .limit(Render.limit()));
        return jdbc.query(sql, binds -> binds.text(shop).id(before).number(limit), EventSql::event);
    }

    private static Event event(ResultSet row) throws SQLException {
        UUID id = Binds.uuid(row, 1);
        String kind = row.getString(2);
        Instant at = Binds.time(row, 3);
        Pool pool = OrderRows.pool(row.getString(6));
        Pool otherPool = OrderRows.pool(row.getString(7));
        if (kind.equals(ThresholdReached.class.getSimpleName())) {
            return new ThresholdReached(id, pool, row.getInt(10), row.getLong(11), row.getLong(12), at);
        }
        if (kind.equals(KeyExpired.class.getSimpleName())) {
            return new KeyExpired(id, at, Binds.keyId(row, 8), pool);
        }
        Act act = new Act(row.getString(4), row.getString(5));
        if (kind.equals(PoolRenamed.class.getSimpleName())) {
            return new PoolRenamed(id, at, act, pool, otherPool);
        }
        if (kind.equals(PoolDeleted.class.getSimpleName())) {
            return new PoolDeleted(id, at, act, pool);
        }
        if (kind.equals(KeysExported.class.getSimpleName())) {
            return new KeysExported(id, at, act, pool, KeyState.valueOf(row.getString(9)));
        }
        KeyId key = Binds.keyId(row, 8);
        if (kind.equals(KeyMoved.class.getSimpleName())) {
            return new KeyMoved(id, at, act, key, pool, otherPool);
        }
        if (kind.equals(KeyRetired.class.getSimpleName())) {
            return new KeyRetired(id, at, act, key, pool);
        }
        if (kind.equals(KeyShown.class.getSimpleName())) {
            return new KeyShown(id, at, act, key);
        }
        throw new StoreException(
                "the event " + id + " is of the kind " + kind + ", which this version of the library does not know;"
                        + " use the version that wrote it, or a later one",
                false);
    }
}
