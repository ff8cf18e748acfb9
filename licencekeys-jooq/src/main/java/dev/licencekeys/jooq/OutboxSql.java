package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.oneOf;
import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.inline;

import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.store.Undelivered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The events that wait for delivery, and who delivers them at the moment. */
final class OutboxSql {
    private static final List<Tables.Column<?>> COLUMNS =
            List.of(SHOP_ID, PART, TOPIC, EVENT_ID, ATTEMPTS, RECEIVED_BY, FAILURE);
    private static final List<Tables.Column<?>> LEASE_COLUMNS = List.of(SHOP_ID, PART, LEASED_BY, LEASED_UNTIL);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    OutboxSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    void add(String shop, List<Event> events) {
        Chunks.of(
                events,
                chunk -> jdbc.update(
                        render.insertAll(OUTBOX, chunk.size(), false, COLUMNS),
                        binds -> binds.inserted(
                                shop,
                                chunk,
                                (row, event) -> row.integer(Undelivered.partOf(event.topic()))
                                        .text(event.topic())
                                        .id(event.id())
                                        .integer(0)
                                        .text("")
                                        .text(""))));
    }

    OptionalInt lease(String shop, int from, UUID holder, Instant now, Instant until) {
        OptionalInt part = waitingPart(shop, from);
        while (part.isPresent()) {
            if (take(shop, part.getAsInt(), holder, now, until) || insert(shop, part.getAsInt(), holder, until)) {
                return part;
            }
            part = waitingPart(shop, part.getAsInt() + 1);
        }
        return OptionalInt.empty();
    }

    /** The first part from one on in which events wait: one look-up, however many they are. */
    private OptionalInt waitingPart(String shop, int from) {
        String sql = render.once(
                "nextPart",
                () -> render.dsl()
                        .select(PART.plain())
                        .from(OUTBOX)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(PART.plain().ge(parameter(PART)))
                        .orderBy(SHOP_ID.plain(), PART.plain(), SEQ.plain())
                        .limit(inline(1)));
        return jdbc.query(sql, binds -> binds.text(shop).integer(from), row -> row.getInt(1)).stream()
                .mapToInt(part -> part)
                .findFirst();
    }

    private boolean insert(String shop, int part, UUID holder, Instant until) {
        String sql = render.insert(LEASE, 1, database.insertsIgnoring(), LEASE_COLUMNS);
        Jdbc.Binder row = binds -> binds.text(shop).integer(part).id(holder).time(until);
        return (database.insertsIgnoring() ? jdbc.update(sql, row) : jdbc.updateUnlessDuplicate(sql, row)) > 0;
    }

    private boolean take(String shop, int part, UUID holder, Instant now, Instant until) {
        String sql = render.once(
                "lease",
                () -> render.dsl()
                        .update(LEASE)
                        .set(LEASED_BY.plain(), parameter(LEASED_BY))
                        .set(LEASED_UNTIL.plain(), parameter(LEASED_UNTIL))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(PART.plain().eq(parameter(PART)))
                        .and(LEASED_UNTIL.plain().le(parameter(LEASED_UNTIL))));
        return jdbc.update(
                        sql,
                        binds -> binds.id(holder)
                                .time(until)
                                .text(shop)
                                .integer(part)
                                .time(now))
                > 0;
    }

    boolean renew(String shop, int part, UUID holder, Instant until) {
        String sql = render.once(
                "renewLease",
                () -> render.dsl()
                        .update(LEASE)
                        .set(LEASED_UNTIL.plain(), parameter(LEASED_UNTIL))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(PART.plain().eq(parameter(PART)))
                        .and(LEASED_BY.plain().eq(parameter(LEASED_BY))));
        return jdbc.update(
                        sql, binds -> binds.time(until).text(shop).integer(part).id(holder))
                > 0;
    }

    List<Undelivered> undelivered(String shop, int part, long after, int limit) {
        String sql = render.once(
                "undelivered",
                () -> render.dsl()
                        .select(
                                SEQ.of(OUTBOX),
                                TOPIC.of(OUTBOX),
                                ATTEMPTS.of(OUTBOX),
                                RETRY_AT.of(OUTBOX),
                                RECEIVED_BY.of(OUTBOX),
                                FAILURE.of(OUTBOX),
                                EVENT_ID.of(EVENT),
                                KIND.of(EVENT),
                                OCCURRED_AT.of(EVENT),
                                ACTOR.of(EVENT),
                                REASON.of(EVENT),
                                DETAILS.of(EVENT))
                        .from(OUTBOX)
                        .join(EVENT)
                        .on(SHOP_ID.of(EVENT).eq(SHOP_ID.of(OUTBOX)))
                        .and(EVENT_ID.of(EVENT).eq(EVENT_ID.of(OUTBOX)))
                        .where(SHOP_ID.of(OUTBOX).eq(parameter(SHOP_ID)))
                        .and(PART.of(OUTBOX).eq(parameter(PART)))
                        .and(SEQ.of(OUTBOX).gt(parameter(SEQ)))
                        .orderBy(SHOP_ID.of(OUTBOX), PART.of(OUTBOX), SEQ.of(OUTBOX))
                        .limit(Render.limit()));
        return jdbc.query(
                sql, binds -> binds.text(shop).integer(part).number(after).number(limit), OutboxSql::undelivered);
    }

    private static Undelivered undelivered(ResultSet row) throws SQLException {
        UUID id = Binds.uuid(row, 7);
        String kind = row.getString(8);
        Optional<Event> event = Optional.empty();
        if (EventText.isKnown(kind)) {
            String actor = row.getString(10);
            Optional<Act> act = actor.isEmpty() ? Optional.empty() : Optional.of(new Act(actor, row.getString(11)));
            event = Optional.of(EventText.event(id, kind, Binds.time(row, 9), act, row.getString(12)));
        }
        return new Undelivered(
                row.getLong(1),
                id,
                event,
                row.getString(2),
                row.getInt(3),
                Binds.optionalTime(row, 4),
                names(row.getString(5)),
                row.getString(6));
    }

    private static Set<String> names(String text) {
        return text.isEmpty() ? Set.of() : Arrays.stream(text.split(",", -1)).collect(Collectors.toSet());
    }

    void delivered(String shop, int part, Set<Long> seqs) {
        Chunks.of(seqs, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(
                    List.of("delivered", n),
                    () -> render.dsl().deleteFrom(OUTBOX).where(oneOf(n, OUTBOX, SHOP_ID, PART, SEQ)));
            jdbc.update(
                    sql,
                    binds -> binds.rows(
                            shop, chunk, n, (row, seq) -> row.integer(part).number(seq)));
        });
    }

    boolean save(String shop, int part, Undelivered changed, int newPart) {
        String sql = render.once(
                "saveUndelivered",
                () -> render.dsl()
                        .update(OUTBOX)
                        .set(PART.plain(), parameter(PART))
                        .set(ATTEMPTS.plain(), parameter(ATTEMPTS))
                        .set(RETRY_AT.plain(), parameter(RETRY_AT))
                        .set(RECEIVED_BY.plain(), parameter(RECEIVED_BY))
                        .set(FAILURE.plain(), parameter(FAILURE))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(PART.plain().eq(parameter(PART)))
                        .and(SEQ.plain().eq(parameter(SEQ))));
        return jdbc.update(
                        sql,
                        binds -> binds.integer(newPart)
                                .integer(changed.attempts())
                                .time(changed.retryAt())
                                .text(String.join(",", new TreeSet<>(changed.receivedBy())))
                                .text(changed.failure())
                                .text(shop)
                                .integer(part)
                                .number(changed.seq()))
                > 0;
    }
}
