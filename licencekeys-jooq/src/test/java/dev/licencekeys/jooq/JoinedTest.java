package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.ConflictingOrderException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.error.UnknownPoolException;
import dev.licencekeys.product.AssignmentMethod;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The host's transaction is the host's: it is left as it was, but for the keys. */
class JoinedTest {
    /** Something that is no transaction to write in. */
    private enum NoTransaction {
        AUTOCOMMIT("autocommit"),
        READ_ONLY("read-only"),
        CLOSED("closed");

        private final String word;

        NoTransaction(String word) {
            this.word = word;
        }

        void make(Connection connection) throws SQLException {
            switch (this) {
                case AUTOCOMMIT -> connection.setAutoCommit(true);
                case READ_ONLY -> connection.setReadOnly(true);
                case CLOSED -> connection.close();
            }
        }
    }

    static Stream<Arguments> noTransactions() {
        return Stream.of(TestDatabase.H2, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB)
                .flatMap(database -> Stream.of(NoTransaction.values())
                        // H2 takes a read-only connection for a hint, and says that it is none.
                        .filter(none -> none != NoTransaction.READ_ONLY || database != TestDatabase.H2)
                        .map(none -> arguments(database, none)));
    }

    private static Shop join(TestDatabase database, Shop shop, Connection host) {
        return shop.with(database.store().within(Transactions.joining(host)));
    }

    @ParameterizedTest
    @MethodSource("noTransactions")
    void whatIsNoTransactionIsRefused(TestDatabase database, NoTransaction none) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 3);
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        try (Connection host = database.address().begin()) {
            none.make(host);
            Connection watched = WatchedJdbc.connection(host, new WatchedJdbc.Watcher() {
                @Override
                public void before(WatchedJdbc.Call call) {
                    sent.add(call.method());
                }
            });
            assertThatExceptionOfType(TransactionRefusedException.class)
                    .isThrownBy(() -> join(database, shop, watched).order("1", "p", 1))
                    .withMessageContaining(none.word)
                    .satisfies(e -> assertThat(e.isTransient()).isFalse());
        }
        assertThat(sent).as("what was sent to the server").isEmpty();
        assertThat(shop.available("p")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "H2_FILE", "POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST", "MARIADB"})
    void aRollbackLeavesNothing(TestDatabase database) throws SQLException {
        Shop shop = Shop.on(database.store());
        List<String> keys = shop.sells("p", 5);
        int events = count(database, shop, "event");
        try (Connection host = database.address().begin()) {
            Shop joined = join(database, shop, host);
            assertThat(joined.order("1", "p", 4).warnings()).as("warnings").hasSize(1);
            assertThat(joined.order("2", "p", 3).waiting()).isEqualTo(2);
            host.rollback();
            for (String table : List.of("order_line", "assignment", "waiting")) {
                assertThat(count(database, shop, table)).as(table).isZero();
            }
            assertThat(count(database, shop, "event")).as("event").isEqualTo(events);
            assertThat(shop.available("p")).isEqualTo(5);
            assertThat(Shop.values(joined.order("2", "p", 3))).isEqualTo(keys.subList(0, 3));
            host.commit();
        }
        assertThat(shop.available("p")).isEqualTo(2);
    }

    private static int count(TestDatabase database, Shop shop, String table) throws SQLException {
        try (Connection connection = database.address().connect();
                var statement =
                        connection.prepareStatement("select count(*) from licence_" + table + " where shop_id = ?")) {
            statement.setString(1, shop.id());
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    /** Whether we answered or refused: the host goes on in the same transaction, with its own time-out. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST", "MARIADB"})
    void theHostGoesOnAsItWas(TestDatabase database) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 300);
        shop.sells("q", 3);
        try (Connection host = database.address().begin()) {
            String timeout = LockTimeout.set(database, host);
            Shop joined = join(database, shop, host);
            joined.order("1", "p", 1);
            assertThat(LockTimeout.of(database, host)).as("after plenty").isEqualTo(timeout);
            joined.order("2", "q", 1);
            assertThat(LockTimeout.of(database, host)).as("after scarce keys").isEqualTo(timeout);
            Order conflict = Order.of("1", OrderLine.of("1", "q", 1));
            assertThatExceptionOfType(ConflictingOrderException.class)
                    .isThrownBy(() -> joined.keys().fulfil(conflict));
            assertThat(LockTimeout.of(database, host)).as("after a conflict").isEqualTo(timeout);
            AssignmentMethod unknown = AssignmentMethod.specificTag("nowhere").thenUntagged();
            assertThatExceptionOfType(UnknownPoolException.class)
                    .isThrownBy(() -> joined.keys().products().set("p", unknown));
            assertThat(LockTimeout.of(database, host)).as("after a refusal").isEqualTo(timeout);
            joined.order("3", "q", 1);
            host.commit();
        }
        assertThat(count(database, shop, "order_line")).as("lines").isEqualTo(3);
        // The untagged pool was created before the other one turned out to be unknown.
        assertThat(count(database, shop, "pool")).as("pools").isEqualTo(2);
        assertThat(shop.available("q")).isEqualTo(1);
    }

    /** A second connection for each call would starve a pool whose connections are all in use. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void theOneConnectionIsEnough(TestDatabase database) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 8);
        HikariConfig config = database.address().pool(4);
        config.setAutoCommit(false);
        config.setConnectionTimeout(2_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(pool));
            List<Integer> given = Together.run(4, host -> () -> {
                try (Connection connection = pool.getConnection()) {
                    Shop joined = shop.with(store.within(Transactions.joining(connection)));
                    int keys = joined.order("order-" + host, "p", 2).keys().size();
                    connection.commit();
                    return keys;
                }
            });
            assertThat(given).containsOnly(2);
        }
    }
}
