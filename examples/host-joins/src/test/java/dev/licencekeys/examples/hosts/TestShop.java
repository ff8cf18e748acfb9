package dev.licencekeys.examples.hosts;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A shop of one test: its stock, its orders, and what the database has of them once a transaction has ended. */
final class TestShop {
    static final String PRODUCT = "photo-editor";

    private final String id;
    private final DataSource admin;
    private final JooqLicenceKeyStore store;
    private final LicenceKeys keys;
    private final Duration patience;

    private TestShop(String id, DataSource admin, JooqLicenceKeyStore store, Duration patience) {
        this.id = id;
        this.admin = admin;
        this.store = store;
        this.keys =
                LicenceKeys.builder(store, KeyProtection.plaintext()).shop(id).build();
        this.patience = patience;
    }

    /** A new shop with so many keys. */
    TestShop(DataSource admin, int stock) {
        this(
                "shop-" + UUID.randomUUID(),
                admin,
                JooqLicenceKeyStore.open(Transactions.own(admin)),
                Transactions.DEFAULT_PATIENCE);
        sells(PRODUCT, "KEY-", stock, 1);
    }

    /** Sells a product by so many keys a unit, which lie in a pool that is called like it and are numbered from 1. */
    void sells(String product, String keyPrefix, int stock, int keysPerUnit) {
        keys.stock().upload(product, IntStream.rangeClosed(1, stock).mapToObj(i -> keyPrefix + i));
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag(product));
        keys.products().set(ProductRef.of(product), settings.withKeysPerUnit(keysPerUnit));
    }

    /** Keys of a product that can be given. */
    long free(String product) {
        return keys.stock().pool(Pool.tagged(product)).available();
    }

    /** The same shop, whose hosts wait no longer than this. */
    TestShop withPatience(Duration other) {
        return new TestShop(id, admin, store, other);
    }

    Duration patience() {
        return patience;
    }

    /** The library in transactions of its own. */
    LicenceKeys keys() {
        return keys;
    }

    JooqLicenceKeyStore store() {
        return store;
    }

    /** The library in these transactions. */
    LicenceKeys in(Transactions transactions) {
        return keys.with(store.within(transactions));
    }

    /** The id of one of this shop's orders. */
    String orderId(int number) {
        return id + "-" + number;
    }

    /** One of this shop's orders. */
    Order order(int number, int quantity) {
        return Order.of(orderId(number), OrderLine.of("1", PRODUCT, quantity));
    }

    static List<String> values(Fulfilment fulfilment) {
        return fulfilment.keys().stream().map(key -> key.key().reveal()).toList();
    }

    /** What is on record of this shop. */
    Ledger ledger() {
        return new Ledger(
                free(PRODUCT),
                count("select count(*) from licence_order_line where shop_id = ?", id),
                count("select count(*) from licence_assignment where shop_id = ?", id),
                count("select count(*) from licence_event where shop_id = ? and kind <> 'KeysImported'", id),
                count("select count(*) from shop_order where id like ?", id + "%"));
    }

    private long count(String sql, String argument) {
        try (Connection connection = admin.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What is on record.
     *
     * @param free keys that can be given
     * @param lines order lines that the library knows
     * @param given keys that an order line has
     * @param events what happened
     * @param saved the host's own orders
     */
    record Ledger(long free, long lines, long given, long events, long saved) {
        /** As if nothing had ever been ordered. */
        static Ledger untouched(int stock) {
            return new Ledger(stock, 0, 0, 0, 0);
        }
    }
}
