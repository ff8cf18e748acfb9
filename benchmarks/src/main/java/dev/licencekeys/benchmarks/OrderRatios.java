package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.Outcome;
import dev.licencekeys.benchmarks.Measured.Subject;
import dev.licencekeys.benchmarks.Ratio.Goal;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** What orders cost, against the limit of the same database. */
final class OrderRatios {
    /** Connections of a store with transactions of its own, and of the limit: as many as it uses at once. */
    private static final int CONNECTIONS = 2;

    private final Results results;
    private final Bed bed;
    private final Settings settings;

    OrderRatios(Results results, Bed bed, Settings settings) {
        this.results = results;
        this.bed = bed;
        this.settings = settings;
    }

    private static final String RATE = "orders/s";

    private Subject limit(int callers, int connections) {
        Load.Step step = bed.limit(connections);
        return new Subject(
                "one INSERT and commit for each order, " + callers + " callers over " + connections + " connections",
                "commits/s",
                () -> Load.rate(callers, settings.seconds(), step));
    }

    private Subject own(int callers, int connections, String prefix, int pools) {
        Load.Step step = Bed.fulfil(bed.shop(connections), prefix, pools);
        return new Subject(
                "fulfil in transactions of its own, " + callers + " callers over " + connections + " connections, "
                        + pools + (pools == 1 ? " hot pool" : " pools"),
                RATE,
                () -> Load.rate(callers, settings.seconds(), step));
    }

    void ownHot() throws Exception {
        results.add(
                "own-hot-64",
                Goal.atLeast(2),
                Measured.alternately(settings.runs(), own(64, CONNECTIONS, "hot", 1), limit(64, CONNECTIONS)));
        results.add(
                "own-hot-64-against-64",
                Measured.alternately(settings.runs(), own(64, CONNECTIONS, "hot", 1), limit(64, 64)));
        results.add(
                "own-hot-256",
                Goal.atLeast(3),
                Measured.alternately(settings.runs(), own(256, CONNECTIONS, "hot", 1), limit(256, CONNECTIONS)));
    }

    void ownManyPools() throws Exception {
        results.add(
                "own-1000-pools-64",
                Goal.atLeast(2),
                Measured.alternately(settings.runs(), own(64, CONNECTIONS, "many", 1_000), limit(64, CONNECTIONS)));
    }

    /** The host's own transaction, held for a while after the keys were given. */
    private Load.Step host(int connections, long holdMillis) {
        HikariDataSource source = bed.source(connections);
        JooqLicenceKeyStore store = bed.store(1);
        LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());
        return number -> {
            try (Connection connection = source.getConnection()) {
                keys.with(store.within(Transactions.joining(connection))).fulfil(Bed.order("hot", number, 1));
                LockSupport.parkNanos(holdMillis * 1_000_000);
                connection.commit();
            }
        };
    }

    void hosts() throws Exception {
        Load.Step host = host(16, 0);
        results.add(
                "host-hot-16",
                Goal.atLeast(0.3),
                Measured.alternately(
                        settings.runs(),
                        new Subject(
                                "fulfil in transactions of 16 hosts, one hot pool",
                                RATE,
                                () -> Load.rate(16, settings.seconds(), host)),
                        limit(16, 16)));
        Load.Step holding = host(16, 20);
        results.add(
                "host-hold-16",
                Goal.atLeast(12),
                Measured.alternately(
                        settings.runs(),
                        new Subject(
                                "16 hosts that hold their transactions open for 20 ms, one hot pool",
                                RATE,
                                () -> Load.rate(16, settings.seconds(), holding)),
                        new Subject("one such host", RATE, () -> Load.rate(1, settings.seconds(), holding))));
    }

    void latency() throws Exception {
        LicenceKeys keys = bed.shop(1);
        Load.Step fulfil = Bed.fulfil(keys, "hot", 1);
        RecordedOrder recorded = RecordedOrder.record(bed, "hot0");
        HikariDataSource source = bed.source(1);
        results.add(
                "latency-1",
                Goal.atMost(1.15),
                Measured.alternately(
                        settings.runs(),
                        new Subject(
                                "one caller's fulfil", "µs (median)", () -> Load.latency(settings.seconds(), fulfil)),
                        new Subject(
                                "the same " + recorded.statements() + " statements and commit by hand with JDBC",
                                "µs (median)",
                                () -> Load.latency(settings.seconds(), number -> {
                                    try (Connection connection = source.getConnection()) {
                                        recorded.replay(connection, "order-" + number);
                                        connection.commit();
                                    }
                                }))));
    }

    void repeat() throws Exception {
        LicenceKeys keys = bed.shop(1);
        Order order = Bed.order("hot", Load.nextNumber(), 1);
        keys.fulfil(order);
        HikariDataSource source = bed.source(1);
        results.add(
                "repeat",
                Goal.atLeast(0.8),
                Measured.alternately(
                        settings.runs(),
                        new Subject(
                                "one caller's repeats of a fulfilled order",
                                RATE,
                                () -> Load.rate(1, settings.seconds(), number -> keys.fulfil(order))),
                        new Subject(
                                "SELECTs of the order's line by its primary key, each in a transaction",
                                "selects/s",
                                () -> Load.rate(1, settings.seconds(), number -> select(source, order.id())))));
    }

    private static void select(HikariDataSource source, String order) throws Exception {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select * from licence_order_line where shop_id = ? and order_id = ? and line_id = ?")) {
            select.setString(1, "default");
            select.setString(2, order);
            select.setString(3, "1");
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the order is gone");
                }
                row.getString(1);
            }
            connection.commit();
        }
    }

    void bulk() throws Exception {
        LicenceKeys keys = bed.shop(1);
        Subject all = new Subject(String.format("fulfilAll of %,d orders of one unit", settings.bulk()), RATE, () -> {
            List<Order> orders = LongStream.generate(Load::nextNumber)
                    .limit(settings.bulk())
                    .mapToObj(number -> Bed.order("bulk", number, 1))
                    .toList();
            long began = System.nanoTime();
            List<Outcome> outcomes = keys.fulfilAll(orders);
            double took = System.nanoTime() - began;
            outcomes.forEach(Outcome::orElseThrow);
            return settings.bulk() * 1e9 / took;
        });
        results.add("bulk", Goal.atLeast(4), Measured.alternately(settings.runs(), all, limit(64, CONNECTIONS)));
    }
}
