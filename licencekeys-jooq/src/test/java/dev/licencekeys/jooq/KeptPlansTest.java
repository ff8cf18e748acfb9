package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PostgreSQL keeps the plan of a statement while a connection lives. One that was made when a shop had few keys is still a
 * good one when it has many, before statistics tell of them.
 */
class KeptPlansTest {
    /** Enough for PostgreSQL to keep the plans: each statement is planned anew ten times first. */
    private static final int ORDERS = 40;

    private static final int IMPORTED = 50_000;

    /** Rows that an order may touch. */
    private static final long FEW = 200;

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL_OLDEST, 60, false",
        "POSTGRESQL_OLDEST, 60, true",
        "POSTGRESQL_NEWEST, 60, false",
        "POSTGRESQL_NEWEST, 60, true",
        "POSTGRESQL_OLDEST, 400, false",
        "POSTGRESQL_OLDEST, 400, true",
        "POSTGRESQL_NEWEST, 400, false",
        "POSTGRESQL_NEWEST, 400, true"
    })
    void anOrderTouchesFewRowsAfterABigImport(TestDatabase database, int stock, boolean analysed) throws SQLException {
        Address address = database.empty();
        Schema.on(address.dataSource()).migrate();
        for (String table : new String[] {"key", "stock", "assignment", "order_line", "event"}) {
            address.run("alter table licence_" + table + " set (autovacuum_enabled = false)");
        }
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(1)));
                Connection host = address.begin()) {
            Shop shop = Shop.on(store);
            shop.sells("p", stock);
            Shop joined = shop.with(store.within(Transactions.joining(host)));
            joined.order("first", "p", 1);
            host.commit();
            if (analysed) {
                address.run("vacuum analyze");
            }
            for (int i = 0; i < ORDERS; i++) {
                joined.order("order-" + i, "p", 1);
                joined.order("order-" + i, "p", 1);
                host.commit();
            }
            shop.keys().stock().upload("p", IntStream.range(0, IMPORTED).mapToObj(i -> "imported-" + i));
            for (int i = 0; i < 3; i++) {
                long before = touched(host);
                joined.order("then-" + i, "p", 1);
                joined.order("then-" + i, "p", 1);
                assertThat(touched(host) - before).as("rows touched").isBetween(1L, FEW);
                host.commit();
            }
        }
    }

    /** By this transaction, in our tables. */
    private static long touched(Connection host) throws SQLException {
        try (Statement statement = host.createStatement();
                ResultSet rows =
                        statement.executeQuery("select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))"
                                + " from pg_stat_xact_user_tables where relname like 'licence\\_%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
