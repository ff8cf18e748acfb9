package dev.licencekeys.benchmarks;

import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Formatter;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * The fastest way into the same tables: rows that are sealed already are copied into a table without an index, and put
 * from there where they belong by one statement.
 */
final class CopyImport {
    private static final String SHOP = "default";
    private static final HexFormat HEX = HexFormat.of();

    private final Path rows;

    private CopyImport(Path rows) {
        this.rows = rows;
    }

    /** Seals the keys of a file; not part of what is measured. */
    static CopyImport prepare(KeyFile file, KeyProtection protection) throws IOException {
        Path rows = file.path().resolveSibling("rows.txt");
        long number = 0;
        UUID importId = UUID.randomUUID();
        try (Stream<String> keys = Files.lines(file.path());
                BufferedWriter out = Files.newBufferedWriter(rows);
                Formatter formatter = new Formatter(out)) {
            for (String key : (Iterable<String>) keys::iterator) {
                number++;
                KeyId id = new KeyId(new UUID(0x0190_0000_0000_7000L, number));
                formatter.format(
                        "%d\t\\\\x%s\t\\\\x%s\t\\\\x%s\t\\\\x%s%n",
                        number,
                        id.value().toString().replace("-", ""),
                        HEX.formatHex(protection.seal(SHOP, id, key).bytes()),
                        HEX.formatHex(protection.fingerprint(SHOP, key).bytes()),
                        importId.toString().replace("-", ""));
            }
        }
        return new CopyImport(rows);
    }

    void run(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                InputStream in = Files.newInputStream(rows)) {
            statement.execute("create table staging (line bigint, key_id bytea, sealed bytea, fingerprint bytea,"
                    + " import_id bytea)");
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy staging from stdin", in);
            for (String sql : List.of(
                    "insert into licence_pool (shop_id, tag, next_position, total_keys, threshold, follows_default, alerts,"
                            + " alert_position)"
                            + " select 'default', 'pool', count(*) + 1, count(*), '80%', true, '', 1 from staging",
                    "with added as (insert into licence_key (shop_id, key_id, sealed_value, fingerprint, import_id, note,"
                            + " created_at) select 'default', key_id, sealed, fingerprint, import_id, '', now()"
                            + " from staging order by line on conflict do nothing returning key_id)"
                            + " insert into licence_stock (shop_id, pool_id, position, key_id)"
                            + " select 'default', 1, row_number() over (), key_id from added")) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
