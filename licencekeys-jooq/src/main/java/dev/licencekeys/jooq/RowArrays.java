package dev.licencekeys.jooq;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows into one array for each column, as PostgreSQL takes many rows at once. */
final class RowArrays {
    private static final String BYTES = "bytea";
    private static final String TIME = "timestamp";

    private final List<List<@Nullable Object>> columns = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private int column;

    void nextRow() {
        column = 0;
    }

    void add(Object value) {
        add(value, type(value));
    }

    void addBytes(byte @Nullable [] value) {
        add(value, BYTES);
    }

    void addTime(@Nullable LocalDateTime value) {
        add(value, TIME);
    }

    private void add(@Nullable Object value, String type) {
        if (column == columns.size()) {
            columns.add(new ArrayList<>());
            types.add(type);
        }
        columns.get(column++).add(value);
    }

    List<Array> arrays(Connection connection) throws SQLException {
        List<Array> arrays = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            List<@Nullable Object> values = columns.get(i);
            String type = types.get(i);
            arrays.add(connection.createArrayOf(
                    type, type.equals(BYTES) ? values.toArray(new byte[0][]) : values.toArray()));
        }
        return arrays;
    }

    private static String type(Object value) {
        if (value instanceof byte[]) {
            return BYTES;
        }
        if (value instanceof LocalDateTime) {
            return TIME;
        }
        if (value instanceof Long) {
            return "int8";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof Integer ? "int4" : "text";
    }
}
