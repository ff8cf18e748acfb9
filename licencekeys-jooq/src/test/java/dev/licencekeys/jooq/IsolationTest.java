package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.LicenceKeysException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight threads order from two pools that run out, at every isolation: each call gives the promised outcome, or an error in
 * passing after which the repeated transaction does.
 */
@Tag("deadline")
class IsolationTest {
    private static final int THREADS = 8;
    private static final int ORDERS = Size.of(100, 200);
    private static final int MAX_TRIES = 200;
    private static final int ROUNDS = Size.of(10, 20);
    private static final double ROLLED_BACK = 0.2;
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

    /** The first begins with plenty, the second is scarce from the start. */
    private static final Map<String, Integer> STOCK = Map.of("many", 330, "few", 100);

    /** What a connection is set to. */
    enum Isolation {
        READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
        READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
        REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
        SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

        private final int level;

        Isolation(int level) {
            this.level = level;
        }

        int level() {
            return level;
        }
    }

    static Stream<Arguments> isolations() {
        return Stream.of(TestDatabase.H2, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB)
                .flatMap(database -> Stream.of(Isolation.values())
                        // PostgreSQL reads nothing uncommitted.
                        .filter(isolation ->
                                database != TestDatabase.POSTGRESQL_NEWEST || isolation != Isolation.READ_UNCOMMITTED)
                        .map(isolation -> arguments(database, isolation)));
    }

    /** In transactions of our own, on a pool that the host set to this isolation for itself. */
    @ParameterizedTest
    @MethodSource("isolations")
    void ownTransactionsKeepThePromise(TestDatabase database, Isolation isolation) {
        Storm storm = new Storm(database, "own at " + isolation);
        try (HikariDataSource pool = pool(database, isolation)) {
            JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(pool));
            storm.run(() -> new Host() {
                @Override
                public Fulfilment sell(Sale sale) {
                    return storm.shop.with(store).keys().fulfil(sale.order());
                }

                @Override
                public void undo() {}

                @Override
                public void close() {}
            });
        }
        storm.verify();
    }

    /** In transactions of the host, some of which it rolls back and begins again. */
    @ParameterizedTest
    @MethodSource("isolations")
    void joinedTransactionsKeepThePromise(TestDatabase database, Isolation isolation) {
        Storm storm = new Storm(database, "joined at " + isolation);
        storm.run(() -> {
            Connection connection = database.address().begin();
            connection.setTransactionIsolation(isolation.level);
            return new JoinedHost(storm, connection);
        });
        storm.verify();
    }

    /** Whoever comes second is told of no collision: it gets the keys that the first got. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void oneNewOrderFromEveryThreadGetsOneSetOfKeys(TestDatabase database) {
        Shop shop = Shop.on(database.store());
        shop.sells("many", 3 * ROUNDS + 300);
        shop.sells("few", ROUNDS);
        try (HikariDataSource pool = pool(database, Isolation.READ_COMMITTED)) {
            Shop own = shop.with(JooqLicenceKeyStore.open(Transactions.own(pool)));
            for (int round = 0; round < ROUNDS; round++) {
                Order order = Order.of("order-" + round, OrderLine.of("1", "many", 3), OrderLine.of("2", "few", 1));
                List<List<String>> answers = Together.run(
                        THREADS, thread -> () -> Shop.values(own.keys().fulfil(order)));
                assertThat(answers.get(0)).hasSize(4).doesNotHaveDuplicates();
                assertThat(Set.copyOf(answers)).as("round " + round).hasSize(1);
            }
        }
        assertThat(shop.available("many")).isEqualTo(300);
        assertThat(shop.available("few")).isEqualTo(0);
    }

    /** A repeat waits for the first call's transaction, and answers with keys of its own when that is rolled back. */
    @ParameterizedTest
    @MethodSource("isolations")
    void keysThatMayYetBeRolledBackAreNoAnswer(TestDatabase database, Isolation isolation) throws Exception {
        JooqLicenceKeyStore store = database.store();
        Shop shop = Shop.on(store);
        shop.sells("few", 5);
        List<String> answer;
        try (Connection first = database.address().begin();
                Connection second = database.address().begin()) {
            second.setTransactionIsolation(isolation.level);
            shop.with(store.within(Transactions.joining(first))).order("order", "few", 2);
            CompletableFuture<List<String>> repeat = CompletableFuture.supplyAsync(() -> Shop.values(
                    shop.with(store.within(Transactions.joining(second))).order("order", "few", 2)));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> repeat.get(200, TimeUnit.MILLISECONDS));
            first.rollback();
            answer = repeat.get(10, TimeUnit.SECONDS);
            second.commit();
        }
        assertThat(Shop.values(shop.order("order", "few", 2))).isEqualTo(answer).hasSize(2);
        assertThat(shop.available("few")).isEqualTo(3);
    }

    /** Its place in the queue is in the host's snapshot, but was taken away since. */
    @ParameterizedTest
    @MethodSource("isolations")
    void aLineThatWasServedAndWaitsAgainIsServedAgain(TestDatabase database, Isolation isolation) throws SQLException {
        JooqLicenceKeyStore store = database.store();
        Shop shop = Shop.on(store);
        shop.sells("few", 1);
        shop.order("order", "few", 2);
        try (Connection connection = database.address().begin();
                PreparedStatement queue = connection.prepareStatement("select count(*) from licence_waiting")) {
            connection.setTransactionIsolation(isolation.level);
            if (isolation != Isolation.SERIALIZABLE) {
                queue.executeQuery().close();
            }
            shop.keys().stock().upload("few", Stream.of("second"));
            Shop joined = shop.with(store.within(Transactions.joining(connection)));
            try {
                joined.order("order", "few", 3);
            } catch (LicenceKeysException e) {
                assertThat(e.isTransient()).as(e.toString()).isTrue();
                connection.rollback();
                joined.order("order", "few", 3);
            }
            connection.commit();
        }
        shop.keys().stock().upload("few", Stream.of("third"));
        assertThat(shop.order("order", "few", 3).keys()).hasSize(3);
        assertThat(shop.available("few")).isEqualTo(0);
    }

    private static HikariDataSource pool(TestDatabase database, Isolation isolation) {
        var config = database.address().pool(THREADS);
        config.setTransactionIsolation("TRANSACTION_" + isolation);
        return new HikariDataSource(config);
    }

    /**
     * One call.
     *
     * @param rollsBack whether a host with a transaction of its own rolls it back once before it commits
     */
    private record Sale(Order order, boolean rollsBack) {}

    /** How a thread of the host sells. */
    private interface Host extends AutoCloseable {
        /** One try. */
        Fulfilment sell(Sale sale) throws SQLException;

        /** After a try that failed in passing. */
        void undo() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** Makes a host. */
    @FunctionalInterface
    private interface Hosts {
        Host open() throws SQLException;
    }

    /** Begins with a read of its own, so that its snapshot, where it has one, is older than the call. */
    private static final class JoinedHost implements Host {
        private final Storm storm;
        private final Connection connection;
        private final Shop joined;
        private final Set<Sale> rolledBack = new HashSet<>();

        JoinedHost(Storm storm, Connection connection) {
            this.storm = storm;
            this.connection = connection;
            this.joined = storm.shop.with(storm.database.store().within(Transactions.joining(connection)));
        }

        @Override
        public Fulfilment sell(Sale sale) throws SQLException {
            read();
            Fulfilment answer = joined.keys().fulfil(sale.order());
            if (sale.rollsBack() && rolledBack.add(sale)) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
                connection.rollback();
                return sell(sale);
            }
            connection.commit();
            return answer;
        }

        private void read() throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("select count(*) from licence_product where shop_id = ?")) {
                statement.setString(1, storm.shop.id());
                try (ResultSet count = statement.executeQuery()) {
                    count.next();
                    assertThat(count.getInt(1)).isEqualTo(STOCK.size());
                }
            }
        }

        @Override
        public void undo() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** The orders, and what came of them. */
    private static final class Storm {
        private final TestDatabase database;
        private final String name;
        private final Shop shop;
        private final List<Order> orders = new ArrayList<>();
        private final List<Sale> sales = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private final ConcurrentLinkedQueue<Fulfilment> answers = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> passing = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        private final AtomicInteger mostTries = new AtomicInteger();

        Storm(TestDatabase database, String name) {
            this.database = database;
            this.name = name;
            this.shop = Shop.on(database.store());
            STOCK.forEach(shop::sells);
            long seed =
                    Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
            System.out.println(database + ", " + name + ", seed " + seed);
            Random random = new Random(seed);
            for (int i = 0; i < ORDERS; i++) {
                Order order = order("order-" + i, random);
                orders.add(order);
                // Of every four orders one comes from several threads at once.
                int times = i % 4 == 0 ? 3 : 1;
                for (int time = 0; time < times; time++) {
                    sales.add(new Sale(order, random.nextDouble() < ROLLED_BACK));
                }
            }
        }

        private static Order order(String id, Random random) {
            OrderLine many = OrderLine.of("1", "many", 1 + random.nextInt(3));
            OrderLine few = OrderLine.of("2", "few", 1 + random.nextInt(2));
            return switch (random.nextInt(4)) {
                case 0 -> Order.of(id, many, few);
                case 1 -> Order.of(id, few, many);
                default -> Order.of(id, many);
            };
        }

        void run(Hosts hosts) {
            long start = System.nanoTime();
            Together.run(THREADS, thread -> () -> {
                try (Host host = hosts.open()) {
                    for (int i = next.getAndIncrement(); i < sales.size(); i = next.getAndIncrement()) {
                        sell(host, sales.get(i));
                    }
                }
                return thread;
            });
            Map<String, Integer> kinds = new HashMap<>();
            passing.forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            System.out.println(database + ", " + name + ": " + sales.size() + " calls in "
                    + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms, at most " + mostTries
                    + " tries, failed in passing: " + kinds);
        }

        private void sell(Host host, Sale sale) throws SQLException {
            for (int tries = 1; tries <= MAX_TRIES; tries++) {
                mostTries.accumulateAndGet(tries, Math::max);
                try {
                    answers.add(host.sell(sale));
                    return;
                } catch (LicenceKeysException e) {
                    host.undo();
                    if (!e.isTransient()) {
                        wrong.add(e);
                        return;
                    }
                    passing.add(e.getClass().getSimpleName() + " " + e.getMessage());
                } catch (SQLException e) {
                    host.undo();
                    if (!String.valueOf(e.getSQLState()).startsWith("40")) {
                        wrong.add(e);
                        return;
                    }
                    passing.add("COMMIT " + e.getSQLState());
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            }
            wrong.add(new AssertionError("failed in passing " + MAX_TRIES + " times: " + sale));
        }

        void verify() {
            wrong.forEach(Throwable::printStackTrace);
            assertThat(wrong).as("errors that do not pass").isEmpty();
            assertThat(answers).hasSameSizeAs(sales);
            shop.keys().stock().fillWaiting();
            Map<String, Fulfilment> last = new HashMap<>();
            orders.forEach(order -> last.put(order.id(), shop.keys().fulfil(order)));
            orders.forEach(order -> assertThat(Shop.values(shop.keys().fulfil(order)))
                    .isEqualTo(Shop.values(Objects.requireNonNull(last.get(order.id())))));
            assertThat(last.values().stream().flatMap(answer -> Shop.values(answer).stream()))
                    .as("keys on record")
                    .doesNotHaveDuplicates();
            verifyAnswers(last);
            STOCK.forEach((product, stock) -> verifyStock(product, stock, last));
        }

        /** What a committed answer gave is still there, and whoever asked again was given the same. */
        private void verifyAnswers(Map<String, Fulfilment> last) {
            for (Fulfilment answer : answers) {
                for (LineFulfilment line : answer.lines()) {
                    LineFulfilment recorded =
                            Objects.requireNonNull(last.get(answer.orderId())).line(line.lineId());
                    assertThat(values(recorded))
                            .as(answer.orderId() + ", line " + line.lineId())
                            .containsAll(values(line));
                    assertThat(line.keys().size() + line.waiting())
                            .isEqualTo(recorded.keys().size() + recorded.waiting());
                }
            }
        }

        private void verifyStock(String product, int stock, Map<String, Fulfilment> last) {
            int demand = 0;
            int given = 0;
            for (Order order : orders) {
                for (OrderLine line : order.lines()) {
                    if (line.product().product().equals(product)) {
                        LineFulfilment recorded =
                                Objects.requireNonNull(last.get(order.id())).line(line.id());
                        assertThat(recorded.keys().size() + recorded.waiting()).isEqualTo(line.quantity());
                        demand += line.quantity();
                        given += recorded.keys().size();
                    }
                }
            }
            assertThat(given).as("keys of " + product).isEqualTo(Math.min(stock, demand));
            assertThat(shop.available(product)).isEqualTo(stock - given);
        }

        private static List<String> values(LineFulfilment line) {
            return line.keys().stream().map(key -> key.key().reveal()).toList();
        }
    }
}
