package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Fulfilment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A claim locks and takes just what was ordered, however PostgreSQL plans it: also with statistics from when the tables
 * were nearly empty.
 */
class StaleStatisticsTest {
    private static final int STOCK = 20_000;
    private static final int FEW = 300;
    private static final int CLAIMS = Size.of(40, 100);
    private static final int MOST = 5;

    private static final List<String> PLANS = List.of(
            "",
            "plan_cache_mode=force_generic_plan",
            "plan_cache_mode=force_custom_plan",
            "enable_hashjoin=off;enable_mergejoin=off",
            "enable_hashjoin=off;enable_mergejoin=off;enable_material=off;plan_cache_mode=force_generic_plan",
            "enable_hashjoin=off;enable_mergejoin=off;enable_indexscan=off;enable_indexonlyscan=off"
                    + ";enable_bitmapscan=off",
            "enable_nestloop=off;enable_indexscan=off;plan_cache_mode=force_generic_plan",
            "enable_hashjoin=off;enable_mergejoin=off;enable_seqscan=off;enable_sort=off;enable_hashagg=off"
                    + ";enable_material=off");

    /** A database whose statistics say that it is nearly empty, and a shop with a full pool. */
    private record Stale(Address address, Shop shop) {
        static Stale on(TestDatabase database, int stock) throws SQLException {
            Address address = database.empty();
            Schema.on(address.dataSource()).migrate();
            try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(1)))) {
                for (String table : tables(address)) {
                    address.run("alter table " + table + " set (autovacuum_enabled = false)");
                }
                Shop.on(store).sells("few", 3);
                address.run("vacuum analyze");
                Shop shop = Shop.on(store);
                shop.sells("many", stock);
                return new Stale(address, shop);
            }
        }

        private static List<String> tables(Address address) throws SQLException {
            try (Connection connection = address.connect();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "select tablename from pg_tables where tablename like 'licence\\_%'")) {
                List<String> tables = new ArrayList<>();
                while (result.next()) {
                    tables.add(result.getString(1));
                }
                return tables;
            }
        }

        /** Rows of stock that nobody has locked or taken. */
        long free(Connection connection) throws SQLException {
            return number(
                    connection,
                    "select count(*) from (select 1 from licence_stock where shop_id = ? for update skip locked) free");
        }

        /** Rows of stock, as far as they are committed. */
        long stock(Connection connection) throws SQLException {
            return number(connection, "select count(*) from licence_stock where shop_id = ?");
        }

        private long number(Connection connection, String sql) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, shop.id());
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    return result.getLong(1);
                }
            }
        }

        HikariDataSource planned(String plan) {
            HikariConfig config = address.pool(1);
            config.setConnectionInitSql(settings(plan));
            return new HikariDataSource(config);
        }
    }

    private static String settings(String plan) {
        return "set enable_tidscan = on; " + (plan.isEmpty() ? "" : "set " + plan.replace(";", "; set "));
    }

    static Stream<Arguments> databasesAndPlans() {
        return Stream.of(TestDatabase.POSTGRESQL_OLDEST, TestDatabase.POSTGRESQL_NEWEST)
                .flatMap(database -> PLANS.stream().map(plan -> Arguments.of(database, plan)));
    }

    @ParameterizedTest
    @MethodSource("databasesAndPlans")
    void neverMoreThanOrdered(TestDatabase database, String plan) throws SQLException {
        Stale stale = Stale.on(database, STOCK);
        Random random = new Random(plan.hashCode());
        try (HikariDataSource pool = stale.planned(plan);
                Connection buyer = pool.getConnection();
                Connection other = stale.address().connect()) {
            buyer.setAutoCommit(false);
            Shop shop = stale.shop().with(JooqLicenceKeyStore.open(Transactions.joining(buyer)));
            long left = STOCK;
            for (int claim = 0; claim < CLAIMS; claim++) {
                int quantity = 1 + random.nextInt(MOST);
                Fulfilment fulfilment = shop.order("order-" + claim, "many", quantity);
                assertThat(fulfilment.keys()).as("claim %s", claim).hasSize(quantity);
                left -= quantity;
                assertThat(stale.free(other)).as("free beside claim %s", claim).isEqualTo(left);
                buyer.commit();
                assertThat(stale.stock(other)).as("left by claim %s", claim).isEqualTo(left);
            }
        }
    }

    /**
     * What the claim would do as a condition: the limit is of every run of the sub-query, and it runs for each row. With
     * these statistics PostgreSQL chooses that plan by itself, unless it can hash.
     */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST"})
    void aSubQueryOfAConditionTakesMore(TestDatabase database) throws SQLException {
        Stale stale = Stale.on(database, FEW);
        try (HikariDataSource pool = stale.planned("enable_hashjoin=off;enable_mergejoin=off");
                Connection buyer = pool.getConnection();
                PreparedStatement delete = buyer.prepareStatement("delete from licence_stock where shop_id = ?"
                        + " and pool_id = ? and position in (select position from licence_stock"
                        + " where shop_id = ? and pool_id = ? order by shop_id, pool_id, position limit " + MOST
                        + " for update skip locked)")) {
            long poolId = stale.number(buyer, "select max(pool_id) from licence_stock where shop_id = ?");
            buyer.setAutoCommit(false);
            delete.setString(1, stale.shop().id());
            delete.setLong(2, poolId);
            delete.setString(3, stale.shop().id());
            delete.setLong(4, poolId);
            assertThat(delete.executeUpdate()).isEqualTo(FEW);
            buyer.rollback();
        }
    }
}
