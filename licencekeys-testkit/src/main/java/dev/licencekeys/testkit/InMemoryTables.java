package dev.licencekeys.testkit;

import java.util.HashMap;
import java.util.Map;

/** The rows of all shops. For one thread at a time. */
final class InMemoryTables {
    private final Map<String, InMemoryShop> shops = new HashMap<>();

    /** Of all shops, so that nobody gets by with the id of another shop's pool. Not given again after a rollback. */
    private long lastPoolId;

    InMemoryShop shop(String id) {
        return shops.computeIfAbsent(id, any -> new InMemoryShop());
    }

    long nextPoolId() {
        return ++lastPoolId;
    }
}
