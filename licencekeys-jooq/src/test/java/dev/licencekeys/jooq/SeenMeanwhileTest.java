package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.licencekeys.Refund;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.event.Act;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host's transaction began before a customer saw a key, or before a key was refunded, and takes it back now: what it sees
 * of that may be old, and what it does must not be.
 */
class SeenMeanwhileTest {
    private static final Act ACT = new Act("who", "why");

    static Stream<Arguments> isolations() {
        return Stream.of(TestDatabase.H2, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB)
                .flatMap(database -> Stream.of(
                                Connection.TRANSACTION_READ_COMMITTED,
                                Connection.TRANSACTION_REPEATABLE_READ,
                                Connection.TRANSACTION_SERIALIZABLE)
                        .map(isolation -> arguments(database, isolation)));
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void aKeyThatWasSeenDoesNotReturnToStockByARefund(TestDatabase database, int isolation) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 2);
        shop.order("1", "p", 1);
        KeyId key = onlyKey(shop);
        afterwards(
                database,
                isolation,
                shop,
                () -> shop.keys().reveal("1", "1"),
                joined -> joined.keys().refund(Refund.ofLine("r", "1", "1").with(RefundPolicy.RETURN_UNREVEALED)));
        assertThat(state(shop, key)).isEqualTo(KeyState.REVOKED);
        assertThat(shop.available("p")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void aKeyThatWasSeenDoesNotReturnToStockByHand(TestDatabase database, int isolation) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 2);
        shop.order("1", "p", 1);
        KeyId key = onlyKey(shop);
        afterwards(
                database,
                isolation,
                shop,
                () -> shop.keys().reveal("1", "1"),
                joined -> joined.keys().support().withdraw(key, Withdrawal.RETURN, ACT));
        assertThat(state(shop, key)).isEqualTo(KeyState.REVEALED);
        assertThat(shop.available("p")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void aRefundThatWasToldCountsOnce(TestDatabase database, int isolation) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 5);
        shop.order("1", "p", 4);
        Refund refund = Refund.of("r", "1", "1", 1).with(RefundPolicy.RETURN_UNREVEALED);
        boolean refused = afterwards(
                database,
                isolation,
                shop,
                () -> shop.keys().refund(refund),
                joined -> joined.keys().refund(refund));
        // It looks under a lock, which finds what is committed whatever the transaction's state is.
        assertThat(refused && database == TestDatabase.MARIADB).isFalse();
        assertThat(shop.available("p")).isEqualTo(2);
        assertThat(shop.order("1", "p", 4).keys()).hasSize(3);
    }

    /**
     * In a transaction of the host that began, and looked, before others did something; again if that is refused in passing.
     *
     * @return whether it was refused
     */
    private static boolean afterwards(
            TestDatabase database, int isolation, Shop shop, Runnable others, Consumer<Shop> host) throws SQLException {
        try (Connection connection = database.address().begin()) {
            connection.setTransactionIsolation(isolation);
            try (Statement look = connection.createStatement()) {
                look.executeQuery("select count(*) from licence_product").close();
            }
            others.run();
            Shop joined = shop.with(database.store().within(Transactions.joining(connection)));
            boolean refused = refusedInPassing(joined, host);
            if (refused) {
                connection.rollback();
                refusedInPassing(joined, host);
            }
            connection.commit();
            return refused;
        }
    }

    private static boolean refusedInPassing(Shop shop, Consumer<Shop> host) {
        try {
            host.accept(shop);
            return false;
        } catch (LicenceKeysException e) {
            return e.isTransient();
        }
    }

    private static KeyId onlyKey(Shop shop) {
        return shop.keys().orders().lines("1").get(0).keys().get(0).id();
    }

    private static KeyState state(Shop shop, KeyId key) {
        return shop.keys().inventory().key(key).orElseThrow().state();
    }
}
