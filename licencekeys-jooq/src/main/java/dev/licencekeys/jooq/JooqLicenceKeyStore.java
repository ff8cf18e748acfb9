package dev.licencekeys.jooq;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps licence keys in a SQL database: H2, PostgreSQL or MariaDB.
 *
 * <pre>{@code
 * var store = JooqLicenceKeyStore.connect("jdbc:postgresql://localhost/shop", "shop", "secret");
 * var keys = LicenceKeys.open(store, KeyProtection.plaintext());
 * keys.fulfil(order);                                                    // a transaction of its own
 * keys.with(store.within(Transactions.joining(connection))).fulfil(order);  // the host's
 * }</pre>
 *
 * <p>Safe for use by several threads; several processes may share one database.
 */
public final class JooqLicenceKeyStore implements LicenceKeyStore, AutoCloseable {
    private final Transactions transactions;
    private final Memory memory;

    JooqLicenceKeyStore(Transactions transactions, Memory memory) {
        this.transactions = transactions;
        this.memory = memory;
    }

    /** Opens a store that works in these transactions. */
    public static JooqLicenceKeyStore open(Transactions transactions) {
        return new JooqLicenceKeyStore(transactions, new Memory());
    }

    /**
     * Opens a store with a connection pool of its own, and with transactions of its own. Tables are created in an embedded
     * H2 database; anywhere else that is a decision of the host, see {@link Schema}.
     *
     * @param url a JDBC URL
     * @throws dev.licencekeys.error.UnsupportedDatabaseException if it is of none of the {@linkplain Database supported
     *     databases}
     */
    public static JooqLicenceKeyStore connect(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        OwnTransactions transactions = OwnTransactions.ofPool(config, Transactions.DEFAULT_PATIENCE);
        if (Database.isEmbedded(url)) {
            Schema.on(transactions.dataSource()).migrate();
        }
        return open(transactions);
    }

    /**
     * The same store within other transactions, for example the host's. What is remembered of the pools is shared, so this
     * is the way to join a transaction for one call.
     */
    public JooqLicenceKeyStore within(Transactions others) {
        return new JooqLicenceKeyStore(others, memory);
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        return transactions.within(memory, session -> work.apply(new SqlTransaction(session)));
    }

    @Override
    public Optional<LicenceKeyStore> forGroups() {
        return transactions instanceof OwnTransactions own
                ? Optional.of(new JooqLicenceKeyStore(own.forGroups(), memory))
                : Optional.empty();
    }

    /** Closes the connection pool, if the store opened one. */
    @Override
    public void close() {
        transactions.close();
    }
}
