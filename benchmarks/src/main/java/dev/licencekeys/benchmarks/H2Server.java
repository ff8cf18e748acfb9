package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** H2 in files, within this process. It writes a commit before it confirms it, but doesn't wait for the disk. */
final class H2Server implements Server {
    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();

    private H2Server(Path folder) {
        this.folder = folder;
    }

    static H2Server start() throws IOException {
        return new H2Server(Files.createTempDirectory("licencekeys-benchmark-h2-"));
    }

    private HikariConfig config() {
        return Server.config(
                "jdbc:h2:async:" + folder.resolve("database" + count.incrementAndGet()) + ";WRITE_DELAY=0", "sa", "");
    }

    @Override
    public String version() throws SQLException {
        return Server.version(config());
    }

    @Override
    public HikariConfig empty(int connections) {
        HikariConfig config = config();
        config.setMaximumPoolSize(connections);
        return config;
    }

    @Override
    public List<String> filling(String prefix, int keys) {
        String ofPools =
                " from licence_pool p, system_range(1, " + keys + ") n where p.tag regexp '^" + prefix + "[0-9]+$'";
        String id = "cast(X'0000000000000000' || cast(p.pool_id * 100000000 + n.x as varbinary(8)) as binary(16))";
        return List.of(
                "insert into licence_key (shop_id, key_id, sealed_value, fingerprint, import_id, note, created_at)"
                        + " select 'default', " + id
                        + ", (select sealed_value from licence_key where note = '' limit 1),"
                        + " hash('SHA-256', " + id
                        + "), X'01010101010101010101010101010101', 'filled', current_timestamp"
                        + ofPools,
                "insert into licence_stock (shop_id, pool_id, position, key_id) select 'default', p.pool_id, n.x, " + id
                        + ofPools,
                "update licence_pool p set next_position = " + (keys + 1) + ", total_keys = " + keys
                        + " where p.tag regexp '^" + prefix + "[0-9]+$'",
                "analyze");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
