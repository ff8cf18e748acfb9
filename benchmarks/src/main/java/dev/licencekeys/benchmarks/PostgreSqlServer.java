package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server of its own; or that which the environment names as {@code BENCHMARK_POSTGRESQL_URL}, with {@code …_USER}
 * and {@code …_PASSWORD}, where it makes databases and leaves them.
 */
final class PostgreSqlServer implements Server {
    private static final String VARIABLE = "BENCHMARK_POSTGRESQL_";

    private final String url;
    private final Optional<EmbeddedPostgres> postgres;
    private final String databases = "licencekeys_" + Long.toString(System.currentTimeMillis(), 36) + "_";
    private final AtomicInteger count = new AtomicInteger();

    private PostgreSqlServer(String url, Optional<EmbeddedPostgres> postgres) {
        this.url = url;
        this.postgres = postgres;
    }

    static PostgreSqlServer start() throws IOException {
        String url = System.getenv(VARIABLE + "URL");
        if (url != null) {
            return new PostgreSqlServer(url, Optional.empty());
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                // The library turns these off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "400")
                .start();
        return new PostgreSqlServer(postgres.getJdbcUrl("postgres", "postgres"), Optional.of(postgres));
    }

    private static HikariConfig config(String at) {
        return Server.config(
                at,
                System.getenv().getOrDefault(VARIABLE + "USER", "postgres"),
                System.getenv().getOrDefault(VARIABLE + "PASSWORD", ""));
    }

    @Override
    public String version() throws SQLException {
        return Server.version(config(url));
    }

    @Override
    public HikariConfig empty(int connections) throws SQLException {
        String name = databases + count.incrementAndGet();
        Server.run(config(url), List.of("create database " + name));
        HikariConfig config = config(url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"));
        config.setMaximumPoolSize(connections);
        return config;
    }

    @Override
    public List<String> filling(String prefix, int keys) {
        String ofPools =
                " from licence_pool p, generate_series(1, " + keys + ") n where p.tag ~ '^" + prefix + "[0-9]+$'";
        String id = "decode(lpad(to_hex(p.pool_id * 100000000 + n), 32, '0'), 'hex')";
        return List.of(
                "insert into licence_key (shop_id, key_id, sealed_value, fingerprint, import_id, note, created_at)"
                        + " select 'default', " + id
                        + ", (select sealed_value from licence_key where note = '' limit 1),"
                        + " sha256(" + id + "), decode(repeat('01', 16), 'hex'), 'filled', now()" + ofPools,
                "insert into licence_stock (shop_id, pool_id, position, key_id) select 'default', p.pool_id, n, " + id
                        + ofPools,
                "update licence_pool p set next_position = " + (keys + 1) + ", total_keys = " + keys
                        + " where p.tag ~ '^" + prefix + "[0-9]+$'",
                "vacuum analyze",
                "checkpoint");
    }

    @Override
    public void close() throws IOException, SQLException {
        if (postgres.isPresent()) {
            try {
                // What it writes when it stops takes longer than it is given for that.
                Server.run(config(url), List.of("checkpoint"));
            } finally {
                postgres.get().close();
            }
        }
    }
}
