package dev.licencekeys;

import dev.licencekeys.store.Opened;
import dev.licencekeys.store.StockRow;
import java.util.List;
import java.util.Map;

/**
 * Orders, and the store as they find it.
 *
 * @param stock what can be given, by pool id, lowest position first
 */
record Scenario(List<Order> orders, Opened opened, Map<Long, List<StockRow>> stock, int maxKeysPerLine) {
    Scenario withOrders(List<Order> others) {
        return new Scenario(others, opened, stock, maxKeysPerLine);
    }

    Plan plan() {
        return Plan.of(orders, opened, maxKeysPerLine);
    }
}
