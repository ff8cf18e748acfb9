package dev.licencekeys.examples.quickstart;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sells what the caller's files hold. Run again with the same files, it shows the same keys and gives no new one. */
final class OwnFiles {
    private static final int BATCH = 100;

    static void sell(List<String> files, Report report) throws IOException {
        if (files.size() < 2) {
            throw new IllegalArgumentException("arguments: [keys.csv orders.csv [products.csv]] [--reveal]");
        }
        List<Order> orders = CsvFile.open(files.get(1)).orders();
        try (InputStream keys = Files.newInputStream(Path.of(files.get(0)));
                JooqLicenceKeyStore store = JooqLicenceKeyStore.connect("jdbc:h2:./quickstart-data/own", "sa", "")) {
            LicenceKeys shop = LicenceKeys.open(store, KeyProtection.plaintext());
            report.show(shop.stock().importKeys(KeySupply.csv(keys), ImportOptions.into(Pool.untagged())));
            Map<ProductRef, AssignmentMethod> products = files.size() > 2
                    ? CsvFile.open(files.get(2)).products()
                    : Guess.methods(orders, shop.stock().pools());
            products.forEach((product, method) -> shop.products().set(product, ProductSettings.of(method)));
            for (int i = 0; i < orders.size(); i += BATCH) {
                shop.fulfilAll(orders.subList(i, Math.min(i + BATCH, orders.size())))
                        .forEach(report::show);
            }
            report.summary();
        }
    }
}
