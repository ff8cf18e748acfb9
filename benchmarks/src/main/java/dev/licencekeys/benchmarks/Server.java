package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.jooq.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of its own, as durable as it is by default. */
final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Server start() throws IOException {
        return new Server(EmbeddedPostgres.builder()
                // The library turns these off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start());
    }

    /** A new database with our tables, and a pool of so many connections to it. */
    HikariConfig database(int connections) throws SQLException {
        String name = "licencekeys_" + databases.incrementAndGet();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", name));
        config.setUsername("postgres");
        config.setMaximumPoolSize(connections);
        try (HikariDataSource source = new HikariDataSource(config)) {
            Schema.on(source).migrate();
        }
        return config;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
