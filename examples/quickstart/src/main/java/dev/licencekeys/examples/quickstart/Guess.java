package dev.licencekeys.examples.quickstart;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.PoolStock;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What products probably sell when nobody says: keys with their id for a tag, or else untagged keys, or else none. */
final class Guess {
    static Map<ProductRef, AssignmentMethod> methods(List<Order> orders, List<PoolStock> stock) {
        Map<ProductRef, AssignmentMethod> methods = new LinkedHashMap<>();
        for (Order order : orders) {
            for (OrderLine line : order.lines()) {
                String tag = line.product().product().toLowerCase(Locale.ROOT);
                if (holdsKeys(stock, Pool.tagged(tag))) {
                    methods.put(line.product(), AssignmentMethod.specificTag(tag));
                } else if (holdsKeys(stock, Pool.untagged())) {
                    methods.put(line.product(), AssignmentMethod.noTag());
                }
            }
        }
        return methods;
    }

    private static boolean holdsKeys(List<PoolStock> stock, Pool pool) {
        return stock.stream().anyMatch(figures -> figures.pool().equals(pool) && figures.total() > 0);
    }
}
