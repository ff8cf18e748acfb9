package dev.licencekeys.examples.quickstart;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sells what the caller's files hold. Run again with the same files, it shows the same keys and gives no new one. */
final class OwnFiles {
    private static final int BATCH = 100;

    /** Reads all files before it writes anything. */
    static void sell(List<String> files, Report report) throws IOException {
        if (files.size() < 2) {
            throw new IllegalArgumentException("arguments: [keys.csv orders.csv [products.csv]] [--reveal]");
        }
        Map<Pool, List<String>> keys = CsvFile.open(files.get(0)).keys();
        List<Order> orders = CsvFile.open(files.get(1)).orders();
        Map<ProductRef, AssignmentMethod> products =
                files.size() > 2 ? CsvFile.open(files.get(2)).products() : guess(keys.keySet(), orders);
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.connect("jdbc:h2:./quickstart-data/own", "sa", "")) {
            LicenceKeys shop = LicenceKeys.open(store, KeyProtection.plaintext());
            keys.forEach((pool, values) -> report.show(pool, shop.stock().upload(pool, values.stream())));
            products.forEach((product, method) -> shop.products().set(product, ProductSettings.of(method)));
            for (int i = 0; i < orders.size(); i += BATCH) {
                shop.fulfilAll(orders.subList(i, Math.min(i + BATCH, orders.size())))
                        .forEach(report::show);
            }
            report.summary();
        }
    }

    /** Without products.csv: keys with the product's id for a tag, or else untagged ones, or else none. */
    private static Map<ProductRef, AssignmentMethod> guess(Set<Pool> pools, List<Order> orders) {
        Map<ProductRef, AssignmentMethod> products = new LinkedHashMap<>();
        for (Order order : orders) {
            for (OrderLine line : order.lines()) {
                String tag = line.product().product().toLowerCase(Locale.ROOT);
                if (pools.contains(Pool.tagged(tag))) {
                    products.put(line.product(), AssignmentMethod.specificTag(tag));
                } else if (pools.contains(Pool.untagged())) {
                    products.put(line.product(), AssignmentMethod.noTag());
                }
            }
        }
        return products;
    }
}
