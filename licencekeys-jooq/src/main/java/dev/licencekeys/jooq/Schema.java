package dev.licencekeys.jooq;

import dev.licencekeys.error.SchemaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Creates and migrates the tables of the library. Their version stands in a table of its own, {@code licence_schema}, so
 * that the host's migrations and ours don't meet. Hosts that own their migrations take the {@linkplain #ddl(Database)
 * script} instead.
 */
public final class Schema {
    /** The version of the tables that this library works with. */
    public static final int VERSION = 1;

    private static final String CREATE_VERSIONS =
            "create table if not exists licence_schema" + " (version int not null, primary key (version))";

    /** On H2 each process migrates alone; other processes find {@code if not exists}. */
    private static final ReentrantLock H2 = new ReentrantLock();

    private final DataSource dataSource;

    private Schema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The schema that connections of this data source use.
     *
     * @param dataSource of a user who may create tables; the library itself needs only to read and write them
     */
    public static Schema on(DataSource dataSource) {
        return new Schema(dataSource);
    }

    /**
     * Brings the tables to {@link #VERSION}: creates them, or migrates them from any earlier version. Several nodes may do
     * so at once: one migrates, the others wait.
     *
     * @throws SchemaException if the tables are of a newer version than this library knows
     */
    public void migrate() {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            // At a higher one whoever waited would not see what the other node did meanwhile.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            try {
                migrateAlone(connection);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            String remedy = Errors.isPrivilege(e)
                    ? "; migrate with a user who may create tables, or add Schema.ddl to your own migrations"
                    : "";
            throw new SchemaException("the tables could not be created or migrated: " + e.getMessage() + remedy, e);
        }
    }

    private static void migrateAlone(Connection connection) throws SQLException {
        Database database = Database.of(connection);
        H2.lock();
        try (Statement statement = connection.createStatement()) {
            if (!database.lockMigration().isEmpty()) {
                statement.execute(database.lockMigration());
            }
            try {
                statement.execute(CREATE_VERSIONS);
                for (int version = requireKnown(connection) + 1; version <= VERSION; version++) {
                    for (String ddl : statements(database, version)) {
                        statement.execute(ddl);
                    }
                    statement.execute("insert into licence_schema (version) values (" + version + ")");
                }
                // Before the next one may begin, who would otherwise not see the version.
                connection.commit();
            } finally {
                if (!database.unlockMigration().isEmpty()) {
                    statement.execute(database.unlockMigration());
                }
            }
        } finally {
            H2.unlock();
        }
    }

    /**
     * Checks that the tables are there and of {@link #VERSION}. A store does so on its first connection.
     *
     * @throws SchemaException if they are missing, older or newer; the message says what to do
     */
    public void validate() {
        try (Connection connection = dataSource.getConnection()) {
            validate(connection);
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    static void validate(Connection connection) throws SQLException {
        int version = requireKnown(connection);
        if (version < VERSION) {
            throw new SchemaException("the tables are of version " + version + ", this library needs " + VERSION
                    + "; run Schema.on(dataSource).migrate(), or add the missing versions of Schema.ddl to your"
                    + " migrations");
        }
    }

    /** The version of the tables, which is 0 if nothing was created yet. */
    private static int requireKnown(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select max(version) from licence_schema")) {
            int version = result.next() ? result.getInt(1) : 0;
            if (version > VERSION) {
                throw new SchemaException("the tables are of version " + version + ", but this library knows only "
                        + VERSION + "; nothing was written: upgrade the library");
            }
            return version;
        }
    }

    /** The whole script that creates the tables of {@link #VERSION}, for hosts that own their migrations. */
    public static String ddl(Database database) {
        return IntStream.rangeClosed(1, VERSION)
                .mapToObj(version -> ddl(database, version))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The script that brings the tables from the version before to this one.
     *
     * @param version 1 to {@link #VERSION}
     */
    public static String ddl(Database database, int version) {
        String create = version == 1 ? CREATE_VERSIONS + ";\n" : "";
        return script(database, version) + "\n" + create + "insert into licence_schema (version) values (" + version
                + ");\n";
    }

    private static String script(Database database, int version) {
        String name = "schema/" + database.ddl() + "/V" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new SchemaException("there is no version " + version + " of the tables");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SchemaException("the script " + name + " can't be read", e);
        }
    }

    private static List<String> statements(Database database, int version) {
        String bare = script(database, version)
                .lines()
                .filter(line -> !line.strip().startsWith("--"))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(bare.split(";"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }
}
