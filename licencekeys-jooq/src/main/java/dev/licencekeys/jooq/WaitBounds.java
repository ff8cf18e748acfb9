package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells a connection how long its statements may wait for locks, and puts back what the host had told it; and with that, on
 * which call of the host's transaction this is.
 */
final class WaitBounds {
    /** What our savepoints are called. Where one of this name is there, an earlier call of the transaction set it. */
    static final String SAVEPOINT = "licencekeys";

    /** Set before a call's first statement; it ends with the call. */
    private static final String ENTRY = "licencekeys_entry";

    /** MariaDB, MySQL: there is no such savepoint. */
    private static final int NO_SAVEPOINT = 1305;

    /** Not empty if an earlier call of the transaction set it. */
    private static final String LOCKED = "coalesce(current_setting('licencekeys.locked', true), '')";

    private static final String NOTE_LOCKED = "; set local licencekeys.locked = 'true'";

    /** 1 if our savepoint is there. In one block, since MariaDB's driver logs a warning of every error that it sees. */
    private static final String FIND_SAVEPOINT = "begin not atomic declare exit handler for " + NO_SAVEPOINT
            + " select 0; release savepoint " + SAVEPOINT + "; savepoint " + SAVEPOINT + "; select 1; end";

    /**
     * PostgreSQL: tells how to undo it, and whether no earlier call of the transaction locked anything, and bounds waits. With a
     * parameter: each number of milliseconds would be another statement in the driver's cache.
     */
    private static final String BOUND = "select format('set local lock_timeout = %L; set local enable_seqscan = %s',"
            + " current_setting('lock_timeout'), current_setting('enable_seqscan')), " + LOCKED + ","
            + " set_config('lock_timeout', ?, true), set_config('enable_seqscan', 'off', true); ";

    private static final String BOUND_AND_ENTER = BOUND + "savepoint " + ENTRY + "; ";

    private final Database database;
    private final Connection connection;

    WaitBounds(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /**
     * How a call began.
     *
     * @param undo what undoes it
     * @param isFirst what {@link #isFirstOfTransaction} would have told before it
     */
    record Entry(String undo, boolean isFirst) {}

    /**
     * On PostgreSQL, what lets no statement of the transaction wait longer for a lock, nor read whole tables; and with
     * {@code entering} sets a savepoint after that. In one message with the statement behind it, since each message costs a way
     * to the server and back.
     *
     * @param then told how the call began
     */
    Jdbc.Preface preface(Duration patience, boolean entering, Consumer<Entry> then) {
        return new Jdbc.Preface() {
            @Override
            public String sql() {
                return entering ? BOUND_AND_ENTER : BOUND;
            }

            @Override
            public void bind(Binds binds) throws SQLException {
                binds.text(Long.toString(millis(patience)));
            }

            @Override
            public void read(PreparedStatement statement) throws SQLException {
                Entry entry = entry(statement);
                then.accept(
                        entering ? new Entry(entry.undo() + "; release savepoint " + ENTRY, entry.isFirst()) : entry);
                for (int behind = entering ? 2 : 1; behind > 0; behind--) {
                    statement.getMoreResults();
                }
            }
        };
    }

    /** Runs it by itself. */
    void run(Jdbc.Preface preface) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(preface.sql())) {
            preface.bind(new Binds(database, statement));
            statement.execute();
            preface.read(statement);
        }
    }

    private static Entry entry(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            result.next();
            return new Entry(result.getString(1), result.getString(2).isEmpty());
        }
    }

    /** Back to where a {@link #preface} entered. */
    void rollbackToEntry() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + ENTRY);
        }
    }

    /**
     * Lets no statement of the transaction wait longer for a lock, where there is no {@link #preface}.
     *
     * @param before told what applied before, before that is changed
     */
    void bound(Duration patience, Consumer<String> before) throws SQLException {
        if (database == Database.H2) {
            bound(before, "select lock_timeout()", "set lock_timeout " + millis(patience));
        } else {
            bound(
                    before,
                    "select @@session.innodb_lock_wait_timeout",
                    "set session innodb_lock_wait_timeout = " + Database.wholeSeconds(patience));
        }
    }

    private void bound(Consumer<String> before, String ask, String set) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            before.accept(first(statement, ask));
            statement.execute(set);
        }
    }

    private static long millis(Duration patience) {
        return Math.max(1, patience.toMillis());
    }

    /**
     * Undoes {@link #bound}, or what a {@link #preface} did.
     *
     * @param locked whether something was locked meanwhile, which later calls are told
     */
    void restore(String before, boolean locked) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            switch (database) {
                case POSTGRESQL, YUGABYTEDB -> statement.execute(locked ? before + NOTE_LOCKED : before);
                case H2 -> statement.execute("set lock_timeout " + before);
                case MARIADB, MYSQL -> statement.execute("set session innodb_lock_wait_timeout = " + before);
            }
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /**
     * Whether no earlier call of this transaction of the host locked anything, as far as can be known: PostgreSQL has a
     * setting that ends with the transaction, MariaDB and MySQL our savepoint, H2 nothing.
     */
    boolean isFirstOfTransaction() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return switch (database) {
                case H2 -> false;
                case POSTGRESQL, YUGABYTEDB ->
                    first(statement, "select " + LOCKED).isEmpty();
                case MARIADB -> first(statement, FIND_SAVEPOINT).equals("0");
                case MYSQL -> !hasSavepoint(statement);
            };
        }
    }

    private static boolean hasSavepoint(Statement statement) throws SQLException {
        try {
            statement.execute("release savepoint " + SAVEPOINT);
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SAVEPOINT) {
                return false;
            }
            throw e;
        }
        statement.execute("savepoint " + SAVEPOINT);
        return true;
    }
}
