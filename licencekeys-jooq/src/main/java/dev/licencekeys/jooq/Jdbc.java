package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs rendered SQL on one connection. Through jOOQ the same statements cost four times the allocation per order, so it
 * renders them, once, and JDBC runs them.
 */
final class Jdbc {
    private final Database database;
    private final Connection connection;
    private final Waits waits;

    Jdbc(Database database, Connection connection, Waits waits) {
        this.database = database;
        this.connection = connection;
        this.waits = waits;
    }

    /** How long a statement may wait for locks. */
    interface Waits {
        /** Sees that the next statement does not wait longer for one lock than there is time left. */
        void bound();

        /** The same for a plain read, where that can wait; what has to go ahead of it, in one message. */
        Optional<Preface> boundRead();

        /** The time left. */
        Duration left();
    }

    /** Statements that go ahead of another one in the same message. */
    interface Preface {
        /** With its last semicolon. */
        String sql();

        void bind(Binds binds) throws SQLException;

        /** Reads its results, and moves on to that of the statement behind it. */
        void read(PreparedStatement statement) throws SQLException;
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
        return query(waits.boundRead(), sql, 0, binder, mapper);
    }

    /**
     * Runs a query that may wait for several locks, one after the other. A lock time-out is of each of them, so that the
     * statement as a whole is bounded, too.
     */
    <T> List<T> lock(String sql, Binder binder, Mapper<T> mapper) {
        waits.bound();
        return query(
                Optional.empty(), sql, database.boundsStatements() ? wholeSeconds(waits.left()) : 0, binder, mapper);
    }

    /** Parts of which each can be locked at once and in time. */
    <T> List<List<T>> lockable(Collection<T> rows) {
        return Chunks.split(rows, database.boundsStatements() ? Chunks.ROWS : 1);
    }

    private static int wholeSeconds(Duration left) {
        return (int) Math.max(1, left.plusMillis(999).toSeconds());
    }

    private <T> List<T> query(Optional<Preface> preface, String sql, int seconds, Binder binder, Mapper<T> mapper) {
        try (PreparedStatement statement = connection.prepareStatement(
                preface.map(first -> first.sql().concat(sql)).orElse(sql))) {
            if (seconds > 0) {
                statement.setQueryTimeout(seconds);
            }
            Binds binds = new Binds(database, statement);
            if (preface.isPresent()) {
                preface.get().bind(binds);
            }
            binder.bind(binds);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = execute(preface, statement)) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    private static ResultSet execute(Optional<Preface> preface, PreparedStatement statement) throws SQLException {
        if (preface.isEmpty()) {
            return statement.executeQuery();
        }
        statement.execute();
        preface.get().read(statement);
        return statement.getResultSet();
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

    /** Runs one statement for each of the items, sent together; not for keys, see {@link #each}. */
    <T> void batch(String sql, Collection<T> items, ItemBinder<T> binder) {
        if (items.isEmpty()) {
            return;
        }
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

    /**
     * Runs one statement for each of the items, one after the other; returns the number of rows. Of a batch that failed
     * PostgreSQL's driver tells the parameters, and connection pools log that.
     */
    <T> int each(String sql, Iterable<T> items, ItemBinder<T> binder) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int rows = 0;
            for (T item : items) {
                binder.bind(new Binds(database, statement), item);
                rows += statement.executeUpdate();
            }
            return rows;
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
