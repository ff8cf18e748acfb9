package dev.licencekeys.examples.storefront.merchant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What customers call their orders, such as {@code #1001}. The library knows only ids. */
@Component
class OrderNames {
    private final JdbcClient database;

    OrderNames(JdbcClient database) {
        this.database = database;
    }

    /** By id; orders that the shop doesn't know are left out. */
    Map<String, String> of(Set<String> ids) {
        Map<String, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            database.sql("select id, name from shop_order where id in (:ids)")
                    .param("ids", ids)
                    .query((row, number) -> names.put(row.getString("id"), row.getString("name")))
                    .list();
        }
        return names;
    }

    /** The id of the latest order with a name. */
    Optional<String> id(String name) {
        return database.sql("select id from shop_order where name = ? order by placed_at desc fetch first 1 rows only")
                .param(name)
                .query(String.class)
                .optional();
    }
}
