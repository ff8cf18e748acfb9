package dev.licencekeys.jooq;

import static dev.licencekeys.testkit.assertion.FulfilmentAssert.assertThat;
import static dev.licencekeys.testkit.assertion.PoolStockAssert.assertThat;
import static dev.licencekeys.testkit.assertion.ShopAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.testkit.fault.Fault;
import dev.licencekeys.testkit.fault.FaultyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the testkit plants does to a database what it says. */
class FaultyStoreTest {
    private static void requireLeft(Shop shop, long available) {
        assertThat(shop.keys().stock().pool(Pool.tagged("p"))).hasAvailable(available);
        assertThat(shop.keys()).gaveNoKeyTwice().answeredEveryUnit().hasTrueFigures();
    }

    private static void requireFails(Shop shop, String order) {
        assertThatExceptionOfType(LicenceKeysException.class)
                .isThrownBy(() -> shop.order(order, "p", 2))
                .withMessageContaining("planted")
                .matches(LicenceKeysException::isTransient);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void ownTransactionsAreTakenBackOrKept(TestDatabase database) {
        FaultyStore faulty = new FaultyStore(database.store());
        Shop shop = Shop.on(faulty);
        shop.sells("p", 10);
        for (Fault fault : List.of(Fault.deadlock(), Fault.busy(), Fault.crashBeforeCommit(true))) {
            faulty.next(fault);
            requireFails(shop, "1");
            requireLeft(shop, 10);
        }
        faulty.next(Fault.lostAnswer());
        requireFails(shop, "1");
        requireLeft(shop, 8);
        assertThat(shop.order("1", "p", 2)).isComplete().hasKeys(2).gaveNothingNew();
        requireLeft(shop, 8);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void aJoinedTransactionIsTheHosts(TestDatabase database) throws SQLException {
        FaultyStore faulty = new FaultyStore(database.store());
        Shop shop = Shop.on(faulty);
        shop.sells("p", 10);
        for (Fault fault : List.of(Fault.deadlock(), Fault.busy(), Fault.crashBeforeCommit(true), Fault.lostAnswer())) {
            try (Connection host = database.address().begin()) {
                faulty.next(fault);
                requireFails(shop.with(faulty.over(database.store().within(Transactions.joining(host)))), "1");
                host.rollback();
            }
            requireLeft(shop, 10);
        }
        try (Connection host = database.address().begin()) {
            assertThat(shop.with(faulty.over(database.store().within(Transactions.joining(host))))
                            .order("1", "p", 2))
                    .gave(2);
            host.commit();
        }
        requireLeft(shop, 8);
    }
}
