package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The figures of a large pool against those of a small one, of which some thousand keys were sold.
 *
 * <p>Arguments: keys of the large pool (10,000,000) and of the small one (10,000).
 */
public final class FiguresBenchmark {
    static final double ALLOWED = 3;
    private static final int SOLD = 5_000;
    private static final int LOOKS = 101;

    private FiguresBenchmark() {}

    /** Fails if the figures of the large pool take longer than promised. */
    public static void main(String[] args) throws IOException, SQLException {
        int large = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        int small = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        double ratio = run(large, small);
        if (ratio > ALLOWED) {
            throw new IllegalStateException("the large pool took " + ratio + " times as long, more than " + ALLOWED);
        }
    }

    /** The time for the large pool as a multiple of that for the small one. */
    static double run(int large, int small) throws IOException, SQLException {
        try (Server server = PostgreSqlServer.start()) {
            Measured measured = measure(server, large, small);
            System.out.println(measured);
            return measured.ratio();
        }
    }

    /** A look at the large pool against one at the small pool. */
    static Measured measure(Server server, int large, int small) throws SQLException {
        double smallTime = look(server.database(2), small);
        double largeTime = look(server.database(2), large);
        return new Measured(
                largeTime / smallTime,
                String.format(Locale.ROOT, "figures of a pool with %,d keys, %.2f ms", large, largeTime),
                String.format(Locale.ROOT, "with %,d keys, %.2f ms", small, smallTime),
                LOOKS);
    }

    private static double look(HikariConfig database, int size) throws SQLException {
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(database))) {
            LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());
            keys.stock().upload("pool", Stream.of("first"));
            keys.products().set("product", AssignmentMethod.specificTag("pool"));
            fill(database, size);
            int sold = Math.min(SOLD, size / 2);
            for (int order = 0; order < sold / 10; order++) {
                keys.fulfil(Order.of("order-" + order, OrderLine.of("1", "product", 10)));
            }
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < LOOKS; i++) {
                long began = System.nanoTime();
                long available = keys.stock().pool(Pool.tagged("pool")).available();
                times.add((System.nanoTime() - began) / 1e6);
                if (available != size - sold) {
                    throw new IllegalStateException(available + " available of " + (size - sold));
                }
            }
            return times.stream().sorted().toList().get(LOOKS / 2);
        }
    }

    /** Puts the rest of the keys into the pool as an import does, only faster. */
    private static void fill(HikariConfig database, int size) throws SQLException {
        try (HikariDataSource source = new HikariDataSource(database);
                Connection connection = source.getConnection();
                PreparedStatement keys = connection.prepareStatement(
                        "insert into licence_key (shop_id, key_id, sealed_value, fingerprint, import_id, note, created_at)"
                                + " select 'default', decode(lpad(to_hex(n), 32, '0'), 'hex'), (select sealed_value from licence_key),"
                                + " sha256(n::text::bytea), decode(repeat('01', 16), 'hex'), '', now() from generate_series(2, ?) n");
                PreparedStatement stock =
                        connection.prepareStatement("insert into licence_stock (shop_id, pool_id, position, key_id)"
                                + " select 'default', 1, n, decode(lpad(to_hex(n), 32, '0'), 'hex')"
                                + " from generate_series(2, ?) n");
                PreparedStatement pool =
                        connection.prepareStatement("update licence_pool set next_position = ?, total_keys = ?");
                Statement analyze = connection.createStatement()) {
            for (PreparedStatement insert : List.of(keys, stock)) {
                insert.setInt(1, size);
                insert.execute();
            }
            pool.setLong(1, size + 1L);
            pool.setLong(2, size);
            pool.execute();
            analyze.execute("analyze");
        }
    }
}
