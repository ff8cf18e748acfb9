package dev.licencekeys.jooq;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Turns rows into one array for each column, as PostgreSQL takes many rows at once. */
final class RowArrays {
    private final List<List<Object>> columns = new ArrayList<>();
    private int column;

    void nextRow() {
        column = 0;
    }

    void add(Object value) {
        if (column == columns.size()) {
            columns.add(new ArrayList<>());
        }
        columns.get(column++).add(value);
    }

    List<Array> arrays(Connection connection) throws SQLException {
        List<Array> arrays = new ArrayList<>();
        for (List<Object> values : columns) {
            Object first = values.get(0);
            arrays.add(connection.createArrayOf(
                    type(first), first instanceof byte[] ? values.toArray(new byte[0][]) : values.toArray()));
        }
        return arrays;
    }

    private static String type(Object value) {
        if (value instanceof byte[]) {
            return "bytea";
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
