package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.Inventory;
import dev.licencekeys.event.Act;
import dev.licencekeys.jooq.Faults.Fault;
import dev.licencekeys.jooq.Faults.Kind;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that we begin and end. */
class OwnTransactionsTest {
    private static final int LOST = 20;

    private static final Act ACT = new Act("support", "tidying up");

    /** An act, on a shop with three keys in each of the pools p and q, and what is told of it. */
    private static final Map<String, Function<Inventory, Object>> ACTS = Map.of(
            "moved",
            inventory ->
                    inventory.moveAll(Pool.tagged("p"), Pool.tagged("q"), ACT).changed(),
            "retired",
            inventory -> inventory.retireAll(Pool.tagged("p"), ACT).changed(),
            "renamed",
            inventory -> {
                inventory.rename("p", "x", ACT);
                return "renamed";
            },
            "deleted",
            inventory -> {
                inventory.delete("empty", ACT);
                return "deleted";
            },
            "shown",
            inventory -> inventory
                    .show(inventory.find("p-1").orElseThrow().id(), ACT)
                    .reveal());

    /** The same answer, and the same number of events, as if it had not been tried twice. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void anActWhoseAnswerIsLostIsDoneOnce(TestDatabase database) {
        Faults faults = new Faults();
        HikariConfig config = new HikariConfig();
        config.setDataSource(WatchedJdbc.dataSource(database.address().dataSource(), faults));
        config.setMaximumPoolSize(1);
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(config))) {
            ACTS.forEach((name, act) -> {
                Shop calm = stocked(store);
                faults.none();
                Object told = act.apply(calm.keys().inventory());
                int calls = faults.calls();
                int events = calm.keys().audit().latest(100).size();
                assertThat(events).as(name).isPositive();
                // Each call in turn: one of them is the commit.
                for (int call = 1; call <= calls; call++) {
                    Shop shop = stocked(store);
                    faults.plant(new Fault(call, 1, Kind.DEAD, true));
                    Object toldThen = act.apply(shop.keys().inventory());
                    faults.none();
                    assertThat(toldThen).as("%s, call %d lost", name, call).isEqualTo(told);
                    assertThat(shop.keys().audit().latest(100))
                            .as("%s, call %d lost", name, call)
                            .hasSize(events);
                }
            });
        }
    }

    private static Shop stocked(JooqLicenceKeyStore store) {
        Shop shop = Shop.on(store);
        shop.sells("p", 3);
        shop.sells("q", 3);
        shop.keys().stock().createPool("empty");
        return shop;
    }

    /** The connection breaks after the server committed and before it said so: the next try finds the same keys. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void aLostAnswerIsFoundAgain(TestDatabase database) {
        Faults faults = new Faults();
        HikariConfig config = new HikariConfig();
        config.setDataSource(WatchedJdbc.dataSource(database.address().dataSource(), faults));
        config.setMaximumPoolSize(1);
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(config))) {
            Shop shop = Shop.on(store);
            List<String> keys = shop.sells("p", 2 * LOST + 5);
            // A warning would be some calls more, and so would the last key.
            shop.keys().stock().warnAt(Pool.tagged("p"), ThresholdPolicy.OFF);
            // The first notes up to where keys are taken.
            shop.order("first", "p", 2);
            faults.none();
            shop.order("second", "p", 2);
            int commit = faults.calls();
            for (int i = 1; i <= LOST; i++) {
                faults.plant(new Fault(commit, 1, Kind.DEAD, true));
                Fulfilment answer = shop.order("order-" + i, "p", 2);
                assertThat(faults.fired()).as("lost").isTrue();
                faults.none();
                assertThat(Shop.values(answer)).isEqualTo(keys.subList(2 * i + 2, 2 * i + 4));
                assertThat(answer.keys()).as("keys of the second try").noneMatch(key -> key.isNew());
            }
            assertThat(shop.available("p")).isEqualTo(1);
        }
    }

    /** What is thrown through our transaction undoes it, whatever it is. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void anErrorRollsBack(TestDatabase database) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 3);
        try (Connection connection = database.address().connect()) {
            JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(LentConnections.of(connection)));
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> store.transact(tx -> {
                        shop.with(new Within(tx)).order("1", "p", 2);
                        throw new StackOverflowError("planted");
                    }));
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(shop.available("p")).isEqualTo(3);
    }

    /** Not every pool resets what it lends. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void aConnectionGoesBackAsItCame(TestDatabase database) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 5);
        try (Connection connection = database.address().begin()) {
            String timeout = LockTimeout.set(database, connection);
            JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(LentConnections.of(connection)));
            for (boolean autoCommit : new boolean[] {true, false}) {
                for (int isolation : new int[] {
                    Connection.TRANSACTION_READ_COMMITTED,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_SERIALIZABLE
                }) {
                    connection.rollback();
                    connection.setAutoCommit(autoCommit);
                    connection.setTransactionIsolation(isolation);
                    shop.with(store).order(autoCommit + "-" + isolation, "p", 1);
                    assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
                    assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
                    assertThat(LockTimeout.of(database, connection)).isEqualTo(timeout);
                    connection.setAutoCommit(false);
                }
            }
        }
    }

    /** The store as a transaction sees it that is under way. */
    private record Within(StoreTransaction transaction) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return work.apply(transaction);
        }
    }
}
