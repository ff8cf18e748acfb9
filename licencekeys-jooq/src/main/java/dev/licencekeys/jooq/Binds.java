package dev.licencekeys.jooq;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.store.LineRef;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets parameters from left to right, and knows how our types travel. */
final class Binds {
    private final Database database;
    private final PreparedStatement statement;
    private int index;

    /** Takes the values of rows instead of the statement, while columns are bound as arrays. */
    private @Nullable RowArrays arrays;

    Binds(Database database, PreparedStatement statement) {
        this.database = database;
        this.statement = statement;
    }

    private Binds put(Object value) throws SQLException {
        if (arrays == null) {
            statement.setObject(++index, value);
        } else {
            arrays.add(value);
        }
        return this;
    }

    Binds text(String value) throws SQLException {
        return put(value);
    }

    Binds number(long value) throws SQLException {
        return put(value);
    }

    /** Sets the columns of one item. */
    @FunctionalInterface
    interface Row<T> {
        void bind(Binds binds, T item) throws SQLException;
    }

    /** A list of {@code size} values of one shop, filled up with the last one; see {@link Render#in}. */
    <T> Binds in(String shop, List<T> items, int size, Row<T> row) throws SQLException {
        if (size <= 1 || database.findsOnlyWholeRows()) {
            return rows(shop, items, size, row);
        }
        text(shop);
        for (int i = 0; i < size; i++) {
            row.bind(this, items.get(Math.min(i, items.size() - 1)));
        }
        return this;
    }

    /** What is looked up, in one shop; see {@link Render#lookUp}. */
    <T> Binds lookUp(String shop, List<T> items, int size, Row<T> row) throws SQLException {
        return database.takesArrays() ? arrays(items, row).text(shop) : in(shop, items, size, row);
    }

    /** A list of {@code size} rows that begin with the shop, filled up with the last one; see {@link Render#oneOf}. */
    <T> Binds rows(String shop, List<T> items, int size, Row<T> row) throws SQLException {
        for (int i = 0; i < size; i++) {
            row.bind(text(shop), items.get(Math.min(i, items.size() - 1)));
        }
        return this;
    }

    /** Values of a column for each of which something is looked up, in one shop; see {@link Render#ofEach}. */
    <T> Binds each(String shop, List<T> items, int size, Row<T> row) throws SQLException {
        return size > 1 && database.takesArrays() ? arrays(items, row).text(shop) : in(shop, items, size, row);
    }

    /** The same with values of several columns. */
    <T> Binds eachRow(String shop, List<T> items, int size, Row<T> row) throws SQLException {
        return size > 1 && database.takesArrays() ? arrays(items, row).text(shop) : rows(shop, items, size, row);
    }

    /** Rows to insert; see {@link Render#insertAll}. */
    <T> Binds inserted(String shop, List<T> items, Row<T> row) throws SQLException {
        return items.size() > 1 && database.takesArrays()
                ? text(shop).arrays(items, row)
                : rows(shop, items, items.size(), row);
    }

    /** One array for each column of rows whose shop is told apart; see {@link Render#insertArrays}. */
    <T> Binds arrays(List<T> items, Row<T> row) throws SQLException {
        RowArrays columns = new RowArrays();
        arrays = columns;
        for (T item : items) {
            columns.nextRow();
            row.bind(this, item);
        }
        arrays = null;
        for (Array array : columns.arrays(statement.getConnection())) {
            statement.setArray(++index, array);
        }
        return this;
    }

    /** A list of {@code size} rows of shop, order and line. */
    Binds lines(String shop, List<LineRef> lines, int size) throws SQLException {
        return rows(
                shop, lines, size, (binds, line) -> binds.text(line.orderId()).text(line.lineId()));
    }

    Binds integer(int value) throws SQLException {
        return put(value);
    }

    Binds flag(boolean value) throws SQLException {
        return put(value);
    }

    Binds bytes(byte[] value) throws SQLException {
        return put(value);
    }

    Binds nullable(byte @Nullable [] value) throws SQLException {
        if (arrays == null) {
            statement.setBytes(++index, value);
        } else {
            arrays.addBytes(value);
        }
        return this;
    }

    Binds id(UUID id) throws SQLException {
        return bytes(bytes(id));
    }

    /** An id as it is stored. */
    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** As UTC without a zone: no driver shifts a {@link LocalDateTime}. */
    Binds time(Instant value) throws SQLException {
        return put(LocalDateTime.ofInstant(value, ZoneOffset.UTC));
    }

    /** The same where there may be none. */
    Binds time(Optional<Instant> value) throws SQLException {
        if (value.isPresent()) {
            return time(value.get());
        }
        if (arrays == null) {
            statement.setNull(++index, Types.TIMESTAMP);
        } else {
            arrays.addTime(null);
        }
        return this;
    }

    static KeyId keyId(ResultSet row, int column) throws SQLException {
        return new KeyId(uuid(row, column));
    }

    static UUID uuid(ResultSet row, int column) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    static Optional<Instant> optionalTime(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
