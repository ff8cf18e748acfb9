package dev.licencekeys.jooq;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns rows into one array for each column, as PostgreSQL takes many rows at once. */
final class RowArrays {
    /** Also the type of a column without any value: only bytes may be missing. */
    private static final String BYTES = "bytea";

    private final List<List<@Nullable Object>> columns = new ArrayList<>();
    private int column;

    void nextRow() {
        column = 0;
    }

    void add(@Nullable Object value) {
        if (column == columns.size()) {
            columns.add(new ArrayList<>());
        }
        columns.get(column++).add(value);
    }

    List<Array> arrays(Connection connection) throws SQLException {
        List<Array> arrays = new ArrayList<>();
        for (List<@Nullable Object> values : columns) {
            String type = values.stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(RowArrays::type)
                    .orElse(BYTES);
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
            return "timestamp";
        }
        if (value instanceof Long) {
            return "int8";
        }
        return value instanceof Integer ? "int4" : "text";
    }
}
