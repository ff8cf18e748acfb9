package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.padded;
import static dev.licencekeys.jooq.Tables.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.store.KeyDetails;
import dev.licencekeys.store.LineRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/** Reads all that is stored of keys in one statement, and so of one moment: between two a key could go elsewhere. */
final class DetailsSql {
    private final Render render;
    private final Jdbc jdbc;

    DetailsSql(Render render, Jdbc jdbc) {
        this.render = render;
        this.jdbc = jdbc;
    }

    /**
     * Which table a row is of.
     *
     * @param number its place among all of them
     * @param state of the keys that are there
     */
    private record Source(int number, KeyState state, Table<?> table, Set<Tables.Column<?>> columns) {
        private Field<?> of(Tables.Column<?> column) {
            return columns.contains(column) ? column.of(table) : column.absent();
        }

        /** The select list: what it does not have is null. */
        List<Field<?>> fields() {
            List<Field<?>> fields = new ArrayList<>();
            fields.add(inline(number).as("source"));
            fields.add(KEY_ID.of(table));
            fields.add(columns.contains(POOL_ID) ? tag().as("tag") : TAG.absent());
            fields.add(of(POSITION));
            fields.add(of(ORDER_ID));
            fields.add(of(LINE_ID));
            fields.add(columns.contains(ORDER_ID) ? customer().as("customer_ref") : CUSTOMER_REF.absent());
            fields.add(of(ASSIGNED_AT));
            fields.add(of(REVEALED_AT));
            fields.add(of(REVOKED_AT));
            fields.add(of(SEALED_VALUE));
            fields.add(of(NOTE));
            fields.add(of(IMPORT_ID));
            fields.add(of(CREATED_AT));
            fields.add(of(EXPIRES_AT));
            return fields;
        }

        private Field<String> tag() {
            return field(select(TAG.of(POOL))
                    .from(POOL)
                    .where(SHOP_ID.of(POOL).eq(SHOP_ID.of(table)))
                    .and(POOL_ID.of(POOL).eq(POOL_ID.of(table))));
        }

        private Field<String> customer() {
            return field(select(CUSTOMER_REF.of(ORDER_LINE))
                    .from(ORDER_LINE)
                    .where(SHOP_ID.of(ORDER_LINE).eq(SHOP_ID.of(table)))
                    .and(ORDER_ID.of(ORDER_LINE).eq(ORDER_ID.of(table)))
                    .and(LINE_ID.of(ORDER_LINE).eq(LINE_ID.of(table))));
        }
    }

    /**
     * The last one has every key, those before it have each key once at most. Of what only a read of uncommitted rows can find
     * in several, the last counts.
     */
    private static final List<Source> SOURCES = List.of(
            new Source(0, KeyState.RETIRED, RETIRED, Set.of(POOL_ID)),
            new Source(
                    1,
                    KeyState.REVOKED,
                    REVOKED,
                    Set.of(POOL_ID, ORDER_ID, LINE_ID, ASSIGNED_AT, REVEALED_AT, REVOKED_AT)),
            new Source(2, KeyState.ASSIGNED, ASSIGNMENT, Set.of(POOL_ID, ORDER_ID, LINE_ID, ASSIGNED_AT, REVEALED_AT)),
            new Source(3, KeyState.AVAILABLE, STOCK, Set.of(POOL_ID, POSITION)),
            new Source(4, KeyState.RETIRED, KEY, Set.of(SEALED_VALUE, NOTE, IMPORT_ID, CREATED_AT, EXPIRES_AT)));

    private static final Source EVERY_KEY = SOURCES.get(SOURCES.size() - 1);

    /** Where a key is. */
    private record Place(
            int source, KeyState state, Optional<Pool> pool, long position, Optional<KeyDetails.Holder> holder) {
        /** Taken out of stock by hand in the database. */
        static final Place NOWHERE = new Place(0, KeyState.RETIRED, Optional.empty(), 0, Optional.empty());

        static Place of(Source source, ResultSet row) throws SQLException {
            Optional<KeyDetails.Holder> holder =
                    source.columns.contains(ORDER_ID) ? Optional.of(holder(row)) : Optional.empty();
            return new Place(
                    source.number,
                    source.state == KeyState.ASSIGNED
                                    && Binds.optionalTime(row, 9).isPresent()
                            ? KeyState.REVEALED
                            : source.state,
                    Optional.ofNullable(row.getString(3)).map(OrderRows::pool),
                    row.getLong(4),
                    holder);
        }

        private static KeyDetails.Holder holder(ResultSet row) throws SQLException {
            return new KeyDetails.Holder(
                    new LineRef(row.getString(5), row.getString(6)),
                    Optional.ofNullable(row.getString(7)).orElse(""),
                    Binds.time(row, 8),
                    Binds.optionalTime(row, 9),
                    Binds.optionalTime(row, 10));
        }

        private static Place last(Place one, Place other) {
            return one.source > other.source ? one : other;
        }
    }

    /** What does not change while a key goes from place to place. */
    private record Stored(SealedValue value, String note, UUID importId, Instant at, Optional<Instant> expiry) {
        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    new SealedValue(row.getBytes(11)),
                    row.getString(12),
                    Binds.uuid(row, 13),
                    Binds.time(row, 14),
                    Binds.optionalTime(row, 15));
        }

        KeyDetails at(Place place, KeyId id) {
            return new KeyDetails(
                    id, value, place.state, place.pool, place.position, note, importId, at, expiry, place.holder);
        }
    }

    Map<KeyId, KeyDetails> details(String shop, Set<KeyId> keys) {
        Map<KeyId, Stored> stored = new HashMap<>();
        Map<KeyId, Place> places = new HashMap<>();
        Chunks.of(keys, chunk -> {
            int n = padded(chunk.size());
            String sql = render.once(List.of("details", n), () -> union(n));
            jdbc.query(
                    sql,
                    binds -> {
                        for (int i = 0; i < SOURCES.size(); i++) {
                            binds.lookUp(shop, chunk, n, (row, key) -> row.id(key.value()));
                        }
                    },
                    row -> {
                        KeyId key = Binds.keyId(row, 2);
                        Source source = SOURCES.get(row.getInt(1));
                        if (source.number == EVERY_KEY.number) {
                            stored.put(key, Stored.of(row));
                        } else {
                            places.merge(key, Place.of(source, row), Place::last);
                        }
                        return key;
                    });
        });
        Map<KeyId, KeyDetails> details = new HashMap<>();
        stored.forEach((key, its) -> details.put(key, its.at(places.getOrDefault(key, Place.NOWHERE), key)));
        return details;
    }

    private Select<Record> union(int n) {
        return SOURCES.stream()
                .map(source -> render.lookUp(n, source.table, KEY_ID, source.fields(), false))
                .reduce(Select::unionAll)
                .orElseThrow();
    }
}
