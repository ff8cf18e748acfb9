package dev.licencekeys.jooq;

import dev.licencekeys.error.UnsupportedDatabaseException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;

/** The supported databases, and where they differ. */
public enum Database {
    /** H2 2.2 or later, embedded or as a server. */
    H2(SQLDialect.H2, "h2", 2, 2),

    /** PostgreSQL 14 or later. */
    POSTGRESQL(SQLDialect.POSTGRES, "postgresql", 14, 0),

    /** YugabyteDB, through its PostgreSQL interface. */
    YUGABYTEDB(SQLDialect.YUGABYTEDB, "postgresql", 11, 0),

    /** MariaDB 10.6, which brought SKIP LOCKED, or later. */
    MARIADB(SQLDialect.MARIADB, "mariadb", 10, 6),

    /** MySQL 8.0 or later. */
    MYSQL(SQLDialect.MYSQL, "mysql", 8, 0);

    /** What our savepoints are called. Where one of this name is there, an earlier call of the transaction set it. */
    static final String SAVEPOINT = "licencekeys";

    /** MariaDB, MySQL: there is no such savepoint. */
    private static final int NO_SAVEPOINT = 1305;

    /** Not empty if an earlier call of the transaction set it. */
    private static final String FIND_SETTING = "select coalesce(current_setting('licencekeys.called', true), '')";

    /** 1 if our savepoint is there. In one block, since MariaDB's driver logs a warning of every error that it sees. */
    private static final String FIND_SAVEPOINT = "begin not atomic declare exit handler for " + NO_SAVEPOINT
            + " select 0; release savepoint " + SAVEPOINT + "; savepoint " + SAVEPOINT + "; select 1; end";

    /**
     * PostgreSQL keeps the plan of a statement while a connection lives. One that was made while a table was small reads the
     * whole table: after an import of a million keys each order took 78 ms instead of 1.4, until statistics came. Every
     * statement of ours has an index.
     */
    private static final String WITHOUT_SCANS = "set enable_seqscan = off";

    /** Set before a call's first lock; it ends with the call. */
    private static final String ENTRY = "licencekeys_entry";

    /** Tells how to undo it, and bounds waits. */
    private static final String BOUND_WAITS =
            "select format('set local lock_timeout = %L; set local enable_seqscan = %s',"
                    + " current_setting('lock_timeout'), current_setting('enable_seqscan')),"
                    + " coalesce(current_setting('licencekeys.called', true), ''), set_config('lock_timeout', ?, true), set_config('enable_seqscan', 'off', true),"
                    + " set_config('licencekeys.called', 'true', true)";

    private final SQLDialect dialect;
    private final String ddl;
    private final int major;
    private final int minor;

    Database(SQLDialect dialect, String ddl, int major, int minor) {
        this.dialect = dialect;
        this.ddl = ddl;
        this.major = major;
        this.minor = minor;
    }

    SQLDialect dialect() {
        return dialect;
    }

    /** The folder of its DDL. */
    String ddl() {
        return ddl;
    }

    /**
     * Whether {@code SKIP LOCKED} skips just the rows that are locked. On H2 {@code ORDER BY … LIMIT n FOR UPDATE} locks
     * every row of the pool, so that a second buyer would find none: there the pool's row guards its stock instead.
     */
    boolean locksSingleRows() {
        return this != H2;
    }

    /** Whether rolling back to a savepoint frees the row locks taken since. MariaDB and MySQL keep them. */
    boolean savepointFreesLocks() {
        return this == POSTGRESQL || this == YUGABYTEDB;
    }

    /** Whether a failed statement leaves the rest of the transaction as it was, so that a host could commit half. */
    boolean survivesFailedStatement() {
        return this == H2 || this == MARIADB || this == MYSQL;
    }

    /**
     * Whether a plain read may see an older state than a locking one: InnoDB's consistent reads do at REPEATABLE READ,
     * which is its default.
     */
    boolean readsOldSnapshots() {
        return this == MARIADB || this == MYSQL;
    }

    /**
     * Whether not even a locking read sees what was committed since the transaction's first read: H2 has no other reads at
     * REPEATABLE READ and SERIALIZABLE.
     */
    boolean readsOnlySnapshots() {
        return this == H2;
    }

    /** Whether a plain read at READ UNCOMMITTED sees what may yet be rolled back. */
    boolean readsUncommitted() {
        return this == H2 || this == MARIADB || this == MYSQL;
    }

    /**
     * Whether a plain read at READ UNCOMMITTED may last until the lock time-out: H2 repeats one that finds a row in an
     * index and not in the table, since somebody undoes it, and goes on seeing it that way.
     */
    boolean repeatsPlainReads() {
        return this == H2;
    }

    /** Whether a list finds rows through an index only if it is one of whole rows: H2 does not combine it with equalities. */
    boolean findsOnlyWholeRows() {
        return this == H2;
    }

    /**
     * Whether a time-out bounds one statement. H2 sets it for the whole connection, and looks at it only between rows;
     * MariaDB's driver refuses to set it on MySQL.
     */
    boolean boundsStatements() {
        return this == POSTGRESQL || this == YUGABYTEDB || this == MARIADB;
    }

    /** Whether an insert can leave out the rows whose key is taken. H2's MERGE collides under a race instead. */
    boolean insertsIgnoring() {
        return this != H2;
    }

    /**
     * Whether an index that begins with the shop, and has all columns that are read, is taken for one row of another table,
     * though the primary key has more of the condition. H2 then reads all lines of the shop.
     */
    boolean takesAnyIndexOfTheShop() {
        return this == H2;
    }

    /**
     * Whether an insert that leaves out a row whose key is taken locks that row only for reading. Two that did so, and go on
     * to lock it for writing, wait for each other.
     */
    boolean sharesLocksOfDuplicates() {
        return this == MARIADB || this == MYSQL;
    }

    /** Whether many rows come as one array for each column. Planning a list of them takes longer than storing them. */
    boolean takesArrays() {
        return this == POSTGRESQL || this == YUGABYTEDB;
    }

    /** Whether one statement may insert into several tables and delete from others. */
    boolean writesInOneStatement() {
        return this == POSTGRESQL || this == YUGABYTEDB;
    }

    /** Statements as this database wants them, rendered once for all stores. */
    Render render() {
        return Renders.OF.computeIfAbsent(this, Render::new);
    }

    private static final class Renders {
        private static final Map<Database, Render> OF = new ConcurrentHashMap<>();
    }

    /** What a connection of our own runs when it is opened. */
    String initSql(Duration patience) {
        return switch (this) {
            case POSTGRESQL, YUGABYTEDB -> "set lock_timeout = " + patience.toMillis() + "; " + WITHOUT_SCANS;
            case MARIADB, MYSQL -> "set session innodb_lock_wait_timeout = " + wholeSeconds(patience);
            // With its default delay a killed process lost acknowledged commits in three of three runs.
            case H2 -> "set lock_timeout " + patience.toMillis() + "; set write_delay 0";
        };
    }

    /** MariaDB counts in seconds, and takes 0 for not waiting at all. */
    private static long wholeSeconds(Duration patience) {
        return Math.max(1, patience.toSeconds());
    }

    /**
     * Lets no statement of the transaction wait longer for a lock, nor read whole tables.
     *
     * @param before told what applied before, before that is changed
     */
    void boundWaits(Connection connection, Duration patience, Consumer<String> before) throws SQLException {
        long millis = Math.max(1, patience.toMillis());
        try (Statement statement = connection.createStatement()) {
            switch (this) {
                case POSTGRESQL, YUGABYTEDB ->
                    before.accept(boundWaits(connection, millis, "").undo());
                case H2 -> {
                    before.accept(first(statement, "select lock_timeout()"));
                    statement.execute("set lock_timeout " + millis);
                }
                case MARIADB, MYSQL -> {
                    before.accept(first(statement, "select @@session.innodb_lock_wait_timeout"));
                    statement.execute("set session innodb_lock_wait_timeout = " + wholeSeconds(patience));
                }
            }
        }
    }

    /** With a parameter: each number of milliseconds would be another statement in the driver's cache. */
    private static Entry boundWaits(Connection connection, long millis, String andThen) throws SQLException {
        try (PreparedStatement bound = connection.prepareStatement(BOUND_WAITS + andThen)) {
            bound.setString(1, Long.toString(millis));
            bound.execute();
            try (ResultSet result = bound.getResultSet()) {
                result.next();
                return new Entry(result.getString(1), result.getString(2).isEmpty());
            }
        }
    }

    /**
     * How a call began.
     *
     * @param undo what undoes it
     * @param isFirst whether it was the transaction's first, as {@link #isFirstOfTransaction} tells before it
     */
    record Entry(String undo, boolean isFirst) {}

    /**
     * Bounds waits, and sets a savepoint after that, in one go where {@linkplain #savepointFreesLocks() it frees locks}: a
     * host's connection costs a way to the server and back for each statement.
     */
    Entry enter(Connection connection, Duration patience) throws SQLException {
        long millis = Math.max(1, patience.toMillis());
        Entry bound = boundWaits(connection, millis, "; savepoint " + ENTRY);
        return new Entry(bound.undo() + "; release savepoint " + ENTRY, bound.isFirst());
    }

    /** Back to where {@link #enter} was. */
    void rollbackToEntry(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + ENTRY);
        }
    }

    /** Undoes {@link #boundWaits}. */
    void restoreWaits(Connection connection, String before) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            switch (this) {
                case POSTGRESQL, YUGABYTEDB -> statement.execute(before);
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
     * Whether no earlier call of this transaction of the host wrote anything, as far as can be known: PostgreSQL has a
     * setting that ends with the transaction, MariaDB and MySQL our savepoint, H2 nothing.
     */
    boolean isFirstOfTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return switch (this) {
                case H2 -> false;
                case POSTGRESQL, YUGABYTEDB -> first(statement, FIND_SETTING).isEmpty();
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

    /** Asks which of the server's sessions a connection is. */
    String sessionId() {
        return switch (this) {
            case H2 -> "select session_id()";
            case POSTGRESQL, YUGABYTEDB -> "select pg_backend_pid()";
            case MARIADB, MYSQL -> "select connection_id()";
        };
    }

    /** Lets one node migrate at a time; empty where {@code if not exists} has to do. */
    String lockMigration() {
        return switch (this) {
            case POSTGRESQL, YUGABYTEDB -> "select pg_advisory_xact_lock(7604527351820)";
            case MARIADB, MYSQL -> "select get_lock('licencekeys_schema', 60)";
            case H2 -> "";
        };
    }

    /** Undoes {@link #lockMigration}; empty where the end of the transaction does. */
    String unlockMigration() {
        return switch (this) {
            case MARIADB, MYSQL -> "select release_lock('licencekeys_schema')";
            case H2, POSTGRESQL, YUGABYTEDB -> "";
        };
    }

    /** Whether a URL is of an H2 database within this process. */
    static boolean isEmbedded(String url) {
        return url.startsWith("jdbc:h2:") && !url.matches("jdbc:h2:(tcp|ssl):.*");
    }

    /**
     * The database that a JDBC URL names.
     *
     * @throws UnsupportedDatabaseException if it is none of these
     */
    static Database ofUrl(String url) {
        return Arrays.stream(values())
                .filter(database -> url.startsWith("jdbc:" + database.name().toLowerCase(Locale.ROOT) + ":"))
                .findFirst()
                .orElseThrow(() -> new UnsupportedDatabaseException(
                        "a JDBC URL of a supported database is needed, jdbc:h2:… for example; " + supported()));
    }

    /**
     * Finds out which database a connection leads to.
     *
     * @throws UnsupportedDatabaseException if it is none of these, or too old
     */
    static Database of(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String product = meta.getDatabaseProductName();
        String version = meta.getDatabaseProductVersion();
        Database found = named(product, version);
        int actualMajor = meta.getDatabaseMajorVersion();
        int actualMinor = meta.getDatabaseMinorVersion();
        if (actualMajor < found.major || (actualMajor == found.major && actualMinor < found.minor)) {
            throw new UnsupportedDatabaseException(product + " " + version + " is too old; " + supported());
        }
        return found;
    }

    private static Database named(String product, String version) {
        String name = product.toLowerCase(Locale.ROOT);
        if (name.equals("postgresql")) {
            return version.contains("-YB-") ? YUGABYTEDB : POSTGRESQL;
        }
        if (name.equals("mysql")) {
            // MySQL's driver calls a MariaDB server MySQL.
            return version.contains("MariaDB") ? MARIADB : MYSQL;
        }
        return Arrays.stream(values())
                .filter(database -> database.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedDatabaseException(
                        "the database calls itself \"" + product + "\", which is not supported; " + supported()));
    }

    private static String supported() {
        return "supported are "
                + Arrays.stream(values())
                        .map(database -> database.name() + " from " + database.major + "." + database.minor)
                        .collect(Collectors.joining(", "));
    }
}
