package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.product.ProductRef;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.Opened;
import dev.licencekeys.store.PoolRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A claim in a host's transaction that comes up short lets go of stock, and not of the lines that were locked before. */
class KeptLocksTest {
    private static final LineRef LINE = new LineRef("order", "1");

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST", "MARIADB"})
    void linesStayLockedWhenAClaimComesUpShort(TestDatabase database) throws SQLException {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 700);
        shop.order(LINE.orderId(), "p", 1);
        try (Connection other = database.address().begin()) {
            // Positions go on promising them.
            update(other, "delete from licence_stock where shop_id = ? and position > 3", shop);
            other.commit();
        }
        try (Connection host = database.address().begin();
                Connection other = database.address().begin()) {
            int claimed = database.store().within(Transactions.joining(host)).transact(tx -> {
                Opened opened = tx.open(shop.id(), Set.of(LINE.orderId()), Set.of(ProductRef.of("p")));
                PoolRow pool = opened.pools().values().iterator().next();
                tx.lockLines(shop.id(), Set.of(LINE));
                int rows = tx.claim(shop.id(), Map.of(pool.id(), 5), Map.of())
                        .getOrDefault(pool.id(), List.of())
                        .size();
                assertThat(isLocked(other, shop)).as("the line is locked").isTrue();
                return rows;
            });
            assertThat(claimed).as("keys that are there").isEqualTo(2);
        }
    }

    private static boolean isLocked(Connection other, Shop shop) {
        try (PreparedStatement select = other.prepareStatement(
                "select 1 from licence_order_line where shop_id = ? and order_id = ? for update skip locked")) {
            select.setString(1, shop.id());
            select.setString(2, LINE.orderId());
            try (ResultSet rows = select.executeQuery()) {
                return !rows.next();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void update(Connection connection, String sql, Shop shop) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, shop.id());
            assertThat(update.executeUpdate()).as("rows").isPositive();
        }
    }
}
