package dev.licencekeys.jooq;

import dev.licencekeys.error.UnsupportedDatabaseException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /**
     * PostgreSQL keeps the plan of a statement while a connection lives. One that was made while a table was small reads the
     * whole table: after an import of a million keys each order took 78 ms instead of 1.4, until statistics came. Every
     * statement of ours has an index.
     */
    private static final String WITHOUT_SCANS = "set enable_seqscan = off";

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

    /** Whether a connection keeps the plan of a statement, so that one made while a table was small reads all of it. */
    boolean keepsPlans() {
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
    static long wholeSeconds(Duration patience) {
        return Math.max(1, patience.toSeconds());
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
