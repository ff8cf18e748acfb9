package dev.licencekeys.examples.jdbcjoin;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Schema;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.product.AssignmentMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A shop on plain JDBC, whose own order and the order's keys are one transaction. */
public final class JdbcJoin {
    private final DataSource dataSource;
    private final JooqLicenceKeyStore store;
    private final LicenceKeys keys;

    /** Opens the shop, and makes its tables and the library's if they are not there. */
    public JdbcJoin(DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists shop_order (id varchar(100) primary key, keys int)");
        }
        Schema.on(dataSource).migrate();
        // What is not part of an order, such as an upload, runs in transactions of the library's own.
        store = JooqLicenceKeyStore.open(Transactions.own(dataSource));
        keys = LicenceKeys.open(store, KeyProtection.plaintext());
    }

    public LicenceKeys keys() {
        return keys;
    }

    /** Saves an order and gives it its keys: both, or neither. */
    public Fulfilment placeOrder(Order order) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // example: JDBC, both or neither
            connection.setAutoCommit(false);
            try {
                Fulfilment fulfilment = keys.with(store.within(Transactions.joining(connection)))
                        .fulfil(order);
                save(connection, order, fulfilment.keys().size());
                connection.commit();
                return fulfilment;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
            // end of example
        }
    }

    private static void save(Connection connection, Order order, int keys) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into shop_order (id, keys) values (?, ?)")) {
            insert.setString(1, order.id());
            insert.setInt(2, keys);
            insert.executeUpdate();
        }
    }

    public static void main(String[] args) throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        JdbcJoin shop = new JdbcJoin(h2);
        shop.keys().stock().upload("software-v2", Stream.of("AAAA-1111", "BBBB-2222", "CCCC-3333"));
        shop.keys().products().set("photo-editor", AssignmentMethod.specificTag("software-v2"));
        Fulfilment fulfilment = shop.placeOrder(Order.of("1001", OrderLine.of("1", "photo-editor", 2)));
        fulfilment.keys().forEach(key -> System.out.println(key.key().reveal()));
    }
}
