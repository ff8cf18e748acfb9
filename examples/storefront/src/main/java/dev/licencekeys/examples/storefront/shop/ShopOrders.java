package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.product.ProductRef;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's own orders. */
@Repository
public class ShopOrders {
    private final JdbcClient database;

    ShopOrders(JdbcClient database) {
        this.database = database;
    }

    /**
     * Saves an order, or how it has changed.
     *
     * @return whether it is new
     * @throws org.springframework.dao.DataIntegrityViolationException if somebody else is saving it at this moment
     */
    boolean save(ShopOrder order) {
        boolean isNew = find(order.id()).isEmpty();
        if (isNew) {
            database.sql(
                            "insert into shop_order (id, name, email, language, test, placed_at) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            order.id(),
                            order.name(),
                            order.email().orElse(null),
                            order.language().toLanguageTag(),
                            order.test(),
                            OffsetDateTime.now(ZoneOffset.UTC))
                    .update();
        }
        for (int i = 0; i < order.lines().size(); i++) {
            save(order.id(), i, order.lines().get(i));
        }
        return isNew;
    }

    private void save(String order, int place, ShopOrder.Line line) {
        int known = database.sql("update shop_order_line set quantity = ? where order_id = ? and line_id = ?")
                .params(line.quantity(), order, line.id())
                .update();
        if (known == 0) {
            database.sql("insert into shop_order_line (order_id, line_id, place, product, variant, title, quantity)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            order,
                            line.id(),
                            place,
                            line.product().product(),
                            line.product().variant().orElse(null),
                            line.title(),
                            line.quantity())
                    .update();
        }
    }

    /** An order by its id. */
    public Optional<ShopOrder> find(String id) {
        return database.sql("select name, email, language, test from shop_order where id = ?")
                .param(id)
                .query((row, number) -> new ShopOrder(
                        id,
                        row.getString("name"),
                        Optional.ofNullable(row.getString("email")),
                        Locale.forLanguageTag(row.getString("language")),
                        row.getBoolean("test"),
                        lines(id)))
                .optional();
    }

    /**
     * An order that is known to be there.
     *
     * @throws IllegalArgumentException if it isn't
     */
    ShopOrder get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no order \"" + id + "\""));
    }

    private List<ShopOrder.Line> lines(String order) {
        return database.sql("select line_id, product, variant, title, quantity from shop_order_line"
                        + " where order_id = ? order by place, line_id")
                .param(order)
                .query((row, number) -> new ShopOrder.Line(
                        row.getString("line_id"),
                        new ProductRef(row.getString("product"), Optional.ofNullable(row.getString("variant"))),
                        row.getString("title"),
                        row.getInt("quantity")))
                .list();
    }

    /** How many there are. */
    public long count() {
        return database.sql("select count(*) from shop_order").query(Long.class).single();
    }
}
