package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool's low-water mark, learnt within transactions of the host. */
class JoinedLearningTest {
    private final String shop = "shop-" + UUID.randomUUID();
    private final Memory memory = new Memory();
    private int orders;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST", "MARIADB"})
    void theMarkFollowsWhatWasCommitted(TestDatabase database) throws SQLException {
        stock(database);
        try (Connection connection = database.address().begin()) {
            for (int i = 0; i < 3; i++) {
                sell(connection);
                connection.commit();
            }
        }
        assertThat(mark(database)).as("what the third transaction saw").isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST", "MARIADB"})
    void whatMayComeBackIsNotLearnt(TestDatabase database) throws SQLException {
        stock(database);
        try (Connection connection = database.address().begin()) {
            sell(connection);
            connection.commit();
            for (int i = 0; i < 3; i++) {
                sell(connection);
            }
            connection.rollback();
        }
        assertThat(mark(database)).as("what the first call of the second saw").isEqualTo(101);
    }

    private void stock(TestDatabase database) {
        LicenceKeys keys = keys(database.store());
        keys.stock().upload("photo", IntStream.rangeClosed(1, 1_000).mapToObj(i -> "KEY-" + i));
        keys.products().set("photo-editor", AssignmentMethod.specificTag("photo"));
    }

    /** Sells so many keys that it is time to look where the lowest one is. */
    private void sell(Connection connection) {
        LicenceKeys joined = keys(new JooqLicenceKeyStore(Transactions.joining(connection), memory));
        joined.fulfil(Order.of(Integer.toString(++orders), OrderLine.of("1", "photo-editor", 100)));
    }

    private LicenceKeys keys(JooqLicenceKeyStore store) {
        return LicenceKeys.builder(store, KeyProtection.plaintext()).shop(shop).build();
    }

    private long mark(TestDatabase database) throws SQLException {
        try (Connection connection = database.address().connect();
                PreparedStatement statement =
                        connection.prepareStatement("select pool_id from licence_pool where shop_id = ?")) {
            statement.setString(1, shop);
            try (ResultSet pool = statement.executeQuery()) {
                pool.next();
                return memory.marks().of(shop, pool.getLong(1)).position();
            }
        }
    }
}
