package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever has to wait too long for what others hold is told so in time, and nothing is written; in transactions of our
 * own, on a pool of ours or of the host, and in those of the host.
 */
@Tag("deadline")
class BusyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LIMIT = PATIENCE.plusSeconds(1);

    /** In whose transactions a store works. */
    private enum Mode {
        OWN_POOL,
        POOL_OF_THE_HOST,
        JOINED
    }

    /** What happens in a shop of its own between somebody who has to wait, and those who hold what he needs. */
    @FunctionalInterface
    private interface Scene {
        void play(Stage stage) throws Exception;
    }

    /** Waiting costs no more time when all do it at once. */
    private static void inEveryMode(TestDatabase database, Scene scene) {
        Together.run(Mode.values().length, i -> () -> {
            try (Stage stage = new Stage(database, Mode.values()[i])) {
                scene.play(stage);
            }
            return i;
        });
    }

    /** Something to be closed. */
    @FunctionalInterface
    private interface Closing {
        void close() throws SQLException;
    }

    private static final class Stage implements AutoCloseable {
        private final TestDatabase database;
        private final Deque<Closing> open = new ArrayDeque<>();
        private final Shop shop;
        private final JooqLicenceKeyStore impatientStore;

        Stage(TestDatabase database, Mode mode) throws SQLException {
            this.database = database;
            this.shop = Shop.on(database.store());
            this.impatientStore = JooqLicenceKeyStore.open(transactions(mode));
        }

        private Transactions transactions(Mode mode) throws SQLException {
            return switch (mode) {
                case OWN_POOL -> {
                    Transactions own = Transactions.ownPool(database.address().pool(1), PATIENCE);
                    open.push(own::close);
                    yield own;
                }
                case POOL_OF_THE_HOST -> {
                    HikariDataSource pool =
                            new HikariDataSource(database.address().pool(1));
                    open.push(pool::close);
                    yield Transactions.own(pool, PATIENCE);
                }
                case JOINED -> Transactions.joining(holder(), PATIENCE);
            };
        }

        /** The same shop for somebody with little patience. */
        Shop impatient() {
            return shop.with(impatientStore);
        }

        /** A transaction of somebody else. */
        Connection holder() throws SQLException {
            Connection connection = database.address().begin();
            open.push(connection::close);
            return connection;
        }

        /** Somebody else fulfils an order of two units, in a transaction that does not end. */
        Connection fulfilWithoutEnd(String order) throws SQLException {
            Connection holder = holder();
            shop.with(database.store().within(Transactions.joining(holder))).order(order, "p", 2);
            return holder;
        }

        Connection lockPool(String tag) throws SQLException {
            Connection holder = holder();
            try (PreparedStatement lock =
                    holder.prepareStatement("select * from licence_pool where shop_id = ? and tag = ? for update")) {
                lock.setString(1, shop.id());
                lock.setString(2, tag);
                assertThat(lock.executeQuery().next()).isTrue();
            }
            return holder;
        }

        @Override
        public void close() throws SQLException {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    private static void busyInTime(Runnable call) {
        long start = System.nanoTime();
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        BusyException.class, e -> assertThat(e.isTransient()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time of the call")
                .isLessThan(LIMIT);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void aPoolThatIsLocked(TestDatabase database) {
        inEveryMode(database, stage -> {
            Shop shop = stage.shop;
            shop.sells("p", 3);
            stage.lockPool("p");
            busyInTime(() -> stage.impatient().order("1", "p", 2));
            stage.close();
            assertThat(shop.available("p")).isEqualTo(3);
            assertThat(shop.order("1", "p", 2).keys()).hasSize(2).allMatch(key -> key.isNew());
        });
    }

    /** The host that holds them neither commits nor rolls back for as long as the call may wait. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void keysThatAnUnfinishedTransactionHolds(TestDatabase database) {
        inEveryMode(database, stage -> {
            Shop shop = stage.shop;
            shop.sells("p", 3);
            Connection holder = stage.fulfilWithoutEnd("held");
            busyInTime(() -> stage.impatient().order("1", "p", 2));
            holder.commit();
            stage.close();
            assertThat(shop.order("1", "p", 2).waiting()).isEqualTo(1);
        });
    }

    /** Its insert waits, with plenty of keys and without a lock that it asked for. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void aLineThatSomebodyElseFulfils(TestDatabase database) {
        inEveryMode(database, stage -> {
            stage.shop.sells("p", 300);
            Connection holder = stage.fulfilWithoutEnd("1");
            busyInTime(() -> stage.impatient().order("1", "p", 2));
            holder.rollback();
            stage.close();
            assertThat(stage.shop.order("1", "p", 2).keys()).hasSize(2).allMatch(key -> key.isNew());
            assertThat(stage.shop.available("p")).isEqualTo(298);
        });
    }

    /** Each is freed soon enough, but not all of them. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void manyThatAreLockedOneAfterTheOther(TestDatabase database) {
        inEveryMode(database, stage -> {
            Shop shop = stage.shop;
            List<String> products = IntStream.range(0, 4).mapToObj(i -> "p" + i).toList();
            List<OrderLine> lines = new ArrayList<>();
            List<CompletableFuture<Void>> freed = new ArrayList<>();
            for (String product : products) {
                shop.sells(product, 1);
                lines.add(OrderLine.of(product, product, 1));
            }
            for (String product : products) {
                Connection holder = stage.lockPool(product);
                freed.add(CompletableFuture.runAsync(
                        () -> rollback(holder),
                        CompletableFuture.delayedExecutor(700L * (freed.size() + 1), TimeUnit.MILLISECONDS)));
            }
            busyInTime(() -> stage.impatient().keys().fulfil(Order.of("1", lines)));
            CompletableFuture.allOf(freed.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
            stage.close();
            assertThat(shop.keys().fulfil(Order.of("1", lines)).isComplete()).isTrue();
        });
    }

    private static void rollback(Connection holder) {
        try {
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL takes back with a transaction what was set within it. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void theFirstTransactionOfAConnectionMayFail(TestDatabase database) {
        inEveryMode(database, stage -> {
            stage.shop.sells("p", 300);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> stage.impatientStore.transact(tx -> {
                        throw new StoreException("planted", false);
                    }));
            stage.fulfilWithoutEnd("1");
            busyInTime(() -> stage.impatient().order("1", "p", 1));
        });
    }

    /** H2 repeats a plain read that finds what somebody is undoing, until the lock time-out. */
    @Test
    void readsOfWhatIsNotCommitted() throws SQLException {
        TestDatabase database = TestDatabase.H2;
        Shop shop = Shop.on(database.store());
        shop.sells("p", 3);
        List<String> timeouts = new ArrayList<>();
        try (Connection host = database.address().begin()) {
            host.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            String before = LockTimeout.set(database, host);
            Connection watched = WatchedJdbc.connection(host, new WatchedJdbc.Watcher() {
                @Override
                public void before(WatchedJdbc.Call call) throws SQLException {
                    if (call.sql().contains("licence_")) {
                        timeouts.add(LockTimeout.of(database, host));
                    }
                }
            });
            shop.with(database.store().within(Transactions.joining(watched, PATIENCE)))
                    .order("1", "p", 2);
            assertThat(LockTimeout.of(database, host)).as("afterwards").isEqualTo(before);
        }
        assertThat(timeouts)
                .isNotEmpty()
                .allSatisfy(timeout -> assertThat(Long.parseLong(timeout)).isLessThanOrEqualTo(PATIENCE.toMillis()));
    }
}
