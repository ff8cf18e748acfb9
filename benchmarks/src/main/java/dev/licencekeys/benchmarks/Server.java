package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.jooq.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server of its own, as durable as it is by default; or that which the environment names as {@code
 * BENCHMARK_POSTGRESQL_URL}, with {@code …_USER} and {@code …_PASSWORD}, where it makes databases and leaves them.
 */
final class Server implements AutoCloseable {
    private static final String VARIABLE = "BENCHMARK_POSTGRESQL_";

    private final String url;
    private final Optional<EmbeddedPostgres> postgres;
    private final String databases = "licencekeys_" + Long.toString(System.currentTimeMillis(), 36) + "_";
    private final AtomicInteger count = new AtomicInteger();

    private Server(String url, Optional<EmbeddedPostgres> postgres) {
        this.url = url;
        this.postgres = postgres;
    }

    static Server start() throws IOException {
        String url = System.getenv(VARIABLE + "URL");
        if (url != null) {
            return new Server(url, Optional.empty());
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                // The library turns these off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "400")
                .start();
        return new Server(postgres.getJdbcUrl("postgres", "postgres"), Optional.of(postgres));
    }

    private HikariConfig config(String at) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(at);
        config.setUsername(System.getenv().getOrDefault(VARIABLE + "USER", "postgres"));
        config.setPassword(System.getenv().getOrDefault(VARIABLE + "PASSWORD", ""));
        return config;
    }

    /** The product and its version. */
    String version() throws SQLException {
        try (HikariDataSource source = new HikariDataSource(config(url));
                Connection connection = source.getConnection()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** A new database with our tables, and a pool of so many connections to it. */
    HikariConfig database(int connections) throws SQLException {
        String name = databases + count.incrementAndGet();
        try (HikariDataSource source = new HikariDataSource(config(url));
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        HikariConfig config = config(url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"));
        config.setMaximumPoolSize(connections);
        try (HikariDataSource source = new HikariDataSource(config)) {
            Schema.on(source).migrate();
        }
        return config;
    }

    @Override
    public void close() throws IOException, SQLException {
        if (postgres.isPresent()) {
            try (HikariDataSource source = new HikariDataSource(config(url));
                    Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                // What it writes when it stops takes longer than it is given for that.
                statement.execute("checkpoint");
            } finally {
                postgres.get().close();
            }
        }
    }
}
