package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs rendered SQL on one connection. Through jOOQ the same statements cost four times the allocation per order, so it
 * renders them, once, and JDBC runs them.
 */
final class Jdbc {
    private final Database database;
    private final Connection connection;

    Jdbc(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** Sets the parameters of one execution. */
    @FunctionalInterface
    interface Binder {
        void bind(Binds binds) throws SQLException;
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, Binder binder, Mapper<T> mapper) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(new Binds(database, statement));
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** Whether what was read may be older than what is committed, whatever locks were taken. */
    boolean readsOnlySnapshots() {
        return database.readsOnlySnapshots() && isolation() > Connection.TRANSACTION_READ_COMMITTED;
    }

    /** Whether what a plain read found may yet be rolled back. */
    boolean readsUncommitted() {
        return database.readsUncommitted() && isolation() == Connection.TRANSACTION_READ_UNCOMMITTED;
    }

    private int isolation() {
        try {
            return connection.getTransactionIsolation();
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** Returns the number of rows. */
    int update(String sql, Binder binder) {
        try {
            return tryUpdate(sql, binder);
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** Returns the number of rows, or 0 if a unique key was violated; on PostgreSQL the transaction is of no use then. */
    int updateUnlessDuplicate(String sql, Binder binder) {
        try {
            return tryUpdate(sql, binder);
        } catch (SQLException e) {
            if (Errors.isDuplicate(e)) {
                return 0;
            }
            throw Errors.translate(e);
        }
    }

    private int tryUpdate(String sql, Binder binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(new Binds(database, statement));
            return statement.executeUpdate();
        }
    }

    /** Runs one statement for each of the items, sent together. */
    <T> void batch(String sql, Iterable<T> items, ItemBinder<T> binder) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T item : items) {
                binder.bind(new Binds(database, statement), item);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** Sets the parameters for one item. */
    @FunctionalInterface
    interface ItemBinder<T> {
        void bind(Binds binds, T item) throws SQLException;
    }
}
