package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.key.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/** Writes and reads what happened. */
final class EventSql {
    private static final List<Tables.Column<?>> COLUMNS =
            List.of(SHOP_ID, EVENT_ID, KIND, OCCURRED_AT, ACTOR, REASON, KEY_ID, DETAILS);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;
    private final OutboxSql outbox;

    EventSql(Database database, Render render, Jdbc jdbc, OutboxSql outbox) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    void add(String shop, List<Event> events) {
        write(shop, events);
        outbox.add(shop, events);
    }

    private void write(String shop, List<Event> events) {
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
        binds.id(event.id())
                .text(EventText.kind(event))
                .time(event.at())
                .text(event.act().map(Act::actor).orElse(""))
                .text(event.act().map(Act::reason).orElse(""))
                .nullable(event.aboutKey().map(key -> Binds.bytes(key.value())).orElse(null))
                .text(EventText.details(event));
    }

    List<Event> before(String shop, UUID before, int limit) {
        String sql = render.once(
                "events",
                () -> select()
                        // All columns of the index: H2 uses it for the order only then.
                        .orderBy(SHOP_ID.plain().desc(), EVENT_ID.plain().desc())
                        .limit(Render.limit()));
        return jdbc.query(sql, binds -> binds.text(shop).id(before).number(limit), EventSql::event);
    }

    List<Event> about(String shop, KeyId key, UUID before, int limit) {
        String sql = render.once(
                "eventsAbout",
                () -> select().and(KEY_ID.plain().eq(parameter(KEY_ID)))
                        .orderBy(
                                KEY_ID.plain().desc(),
                                SHOP_ID.plain().desc(),
                                EVENT_ID.plain().desc())
                        .limit(Render.limit()));
        return jdbc.query(
                sql, binds -> binds.text(shop).id(before).id(key.value()).number(limit), EventSql::event);
    }

    private SelectConditionStep<? extends Record> select() {
        return render.dsl()
                .select(
                        EVENT_ID.plain(),
                        KIND.plain(),
                        OCCURRED_AT.plain(),
                        ACTOR.plain(),
                        REASON.plain(),
                        DETAILS.plain())
                .from(EVENT)
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                .and(EVENT_ID.plain().lt(parameter(EVENT_ID)));
    }

    private static Event event(ResultSet row) throws SQLException {
        String actor = row.getString(4);
        Optional<Act> act = actor.isEmpty() ? Optional.empty() : Optional.of(new Act(actor, row.getString(5)));
        return EventText.event(Binds.uuid(row, 1), row.getString(2), Binds.time(row, 3), act, row.getString(6));
    }
}
