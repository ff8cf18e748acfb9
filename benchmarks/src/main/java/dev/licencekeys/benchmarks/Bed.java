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
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A database with a shop, its full pools, and a table for the limit: one trivial INSERT and commit for each order. */
final class Bed implements AutoCloseable {
    private static final String SHOP = LicenceKeys.Builder.DEFAULT_SHOP;

    private final Server server;
    private final HikariConfig database;
    private final Deque<Runnable> open = new ArrayDeque<>();

    private Bed(Server server) throws SQLException {
        this.server = server;
        this.database = server.database(1);
    }

    static Bed on(Server server) throws SQLException {
        Bed bed = new Bed(server);
        bed.run("create table trivial (id bigint primary key, order_id varchar(100) not null)");
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(bed.connections(1)))) {
            // Whose stored value all others have.
            LicenceKeys.open(store, KeyProtection.plaintext()).stock().upload("first", Stream.of("PHOTO2-7QK2-XW4M"));
        }
        return bed;
    }

    HikariConfig connections(int count) {
        HikariConfig config = new HikariConfig();
        database.copyStateTo(config);
        config.setMaximumPoolSize(count);
        return config;
    }

    void run(String... statements) throws SQLException {
        Server.run(connections(1), List.of(statements));
    }

    /** Products "prefix0", "prefix1" and so on, each with a pool of so many keys, stored as an import does, only faster. */
    Bed stock(String prefix, int pools, int keys) throws SQLException {
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(connections(1)))) {
            store.transact(tx -> {
                for (int pool = 0; pool < pools; pool++) {
                    tx.createPools(SHOP, Set.of(Pool.tagged(prefix + pool)));
                    tx.saveProduct(
                            SHOP,
                            ProductRef.of(prefix + pool),
                            ProductSettings.of(AssignmentMethod.specificTag(prefix + pool)));
                }
                return pools;
            });
        }
        Server.run(connections(1), server.filling(prefix, keys));
        return this;
    }

    /** A store with so many connections of its own. */
    JooqLicenceKeyStore store(int connections) {
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(connections(connections)));
        open.push(store::close);
        return store;
    }

    LicenceKeys shop(int connections) {
        return LicenceKeys.open(store(connections), KeyProtection.plaintext());
    }

    HikariDataSource source(int connections) {
        HikariConfig config = connections(connections);
        config.setAutoCommit(false);
        HikariDataSource source = new HikariDataSource(config);
        open.push(source::close);
        return source;
    }

    /** The limit: whatever an order needs, it needs a commit. */
    Load.Step limit(int connections) {
        HikariDataSource source = source(connections);
        return number -> {
            try (Connection connection = source.getConnection();
                    PreparedStatement insert = connection.prepareStatement("insert into trivial values (?, ?)")) {
                insert.setLong(1, number);
                insert.setString(2, "order-" + number);
                insert.executeUpdate();
                connection.commit();
            }
        };
    }

    static Order order(String prefix, long number, int pools) {
        return orderOf(prefix + number % pools, number);
    }

    static Order orderOf(String product, long number) {
        return Order.of("order-" + number, OrderLine.of("1", product, 1));
    }

    /** Orders of one unit, each of the next of so many products. */
    static Load.Step fulfil(LicenceKeys keys, String prefix, int pools) {
        return number -> {
            if (!keys.fulfil(order(prefix, number, pools)).isComplete()) {
                throw new IllegalStateException("the pools of the benchmark are too small");
            }
        };
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
