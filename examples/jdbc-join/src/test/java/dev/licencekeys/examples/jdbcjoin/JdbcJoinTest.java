package dev.licencekeys.examples.jdbcjoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.product.AssignmentMethod;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five keys in stock, of which the fourth reaches the threshold, so that a delivery writes an event, too. */
class JdbcJoinTest {
    private static final int STOCK = 5;
    private static final Order ORDER = Order.of("1001", OrderLine.of("1", "photo-editor", 4));

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection open;
    private JdbcJoin shop;

    @BeforeEach
    void open() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        // An H2 database in memory ends with its last connection.
        open = database.getConnection();
        shop = new JdbcJoin(database);
        shop.keys()
                .stock()
                .upload("software-v2", IntStream.rangeClosed(1, STOCK).mapToObj(i -> "KEY-" + i));
        shop.keys().products().set("photo-editor", AssignmentMethod.specificTag("software-v2"));
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    @Test
    void commitKeepsTheOrderAndItsKeys() throws SQLException {
        assertThat(values(shop.placeOrder(ORDER))).containsExactly("KEY-1", "KEY-2", "KEY-3", "KEY-4");

        assertThat(count("shop_order")).isEqualTo(1);
        assertThat(count("licence_stock")).isEqualTo(1);
        assertThat(count("licence_order_line")).isEqualTo(1);
        assertThat(count("licence_assignment")).isEqualTo(4);
        assertThat(count("licence_event where kind <> 'KeysImported'")).isEqualTo(1);
        assertThat(values(shop.keys().fulfil(ORDER))).containsExactly("KEY-1", "KEY-2", "KEY-3", "KEY-4");
    }

    @Test
    void rollbackAfterTheDeliveryFreesEveryKey() throws SQLException {
        // The shop's own insert, which comes after the delivery, finds the order there.
        run("insert into shop_order (id, keys) values ('1001', 0)");

        assertThatThrownBy(() -> shop.placeOrder(ORDER)).isInstanceOf(SQLException.class);

        assertThat(count("licence_stock")).isEqualTo(STOCK);
        assertThat(List.of("licence_order_line", "licence_assignment", "licence_event where kind <> 'KeysImported'"))
                .allSatisfy(table -> assertThat(count(table)).isZero());
        run("delete from shop_order");
        assertThat(values(shop.placeOrder(ORDER))).containsExactly("KEY-1", "KEY-2", "KEY-3", "KEY-4");
    }

    private static List<String> values(Fulfilment fulfilment) {
        return fulfilment.keys().stream().map(key -> key.key().reveal()).toList();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getLong(1);
        }
    }
}
