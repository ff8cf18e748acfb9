package dev.licencekeys.jooq;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * In whose transactions a store works: in {@linkplain #own(DataSource) its own}, or in {@linkplain
 * #joining(Connection) the host's}.
 */
public abstract sealed class Transactions implements AutoCloseable permits OwnTransactions, JoinedTransactions {
    /**
     * How long a call may wait for locks unless the host says otherwise. A call that shared a transaction with others, which
     * had to be dissolved, begins to wait only then: about a second later.
     */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    Transactions() {}

    /**
     * Transactions of our own, on connections of a pool that is made for them and closed with the store. Their waits are
     * bounded when they are opened, so that no statement is spent on it later.
     *
     * @param config url, user and password, or a data source, and the size; isolation, autocommit and initial SQL are set
     *     by us
     */
    public static Transactions ownPool(HikariConfig config) {
        return ownPool(config, DEFAULT_PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param patience how long a call may wait for locks, its retries included, before it is {@linkplain
     *     dev.licencekeys.error.BusyException busy}
     */
    public static Transactions ownPool(HikariConfig config, Duration patience) {
        return OwnTransactions.ofPool(config, patience);
    }

    /** Transactions of our own, at READ COMMITTED, on connections of the host's pool. */
    public static Transactions own(DataSource dataSource) {
        return own(dataSource, DEFAULT_PATIENCE);
    }

    /**
     * The same with another patience.
     *
     * @param patience how long a call may wait for locks, its retries included, before it is {@linkplain
     *     dev.licencekeys.error.BusyException busy}
     */
    public static Transactions own(DataSource dataSource, Duration patience) {
        return new OwnTransactions(dataSource, patience, Session.Kind.OWN_TRANSACTION, () -> {});
    }

    /**
     * The transaction that is under way on this connection. It is neither committed nor rolled back nor closed.
     *
     * @param connection in a transaction: autocommit off, not read-only; otherwise every call is {@linkplain
     *     dev.licencekeys.error.TransactionRefusedException refused}
     */
    public static Transactions joining(Connection connection) {
        return joining(connection, DEFAULT_PATIENCE);
    }

    /** The same with another patience. */
    public static Transactions joining(Connection connection, Duration patience) {
        return new JoinedTransactions(
                work -> work.apply(connection), "call connection.setAutoCommit(false) first", patience);
    }

    /**
     * The transaction that is under way on the connection that this data source hands out to the calling thread. For
     * Spring that is a {@code TransactionAwareDataSourceProxy}; a plain pool hands out a connection of no transaction,
     * which is {@linkplain dev.licencekeys.error.TransactionRefusedException refused}.
     */
    public static Transactions joining(DataSource dataSource) {
        return joining(dataSource, DEFAULT_PATIENCE);
    }

    /** The same with another patience. */
    public static Transactions joining(DataSource dataSource, Duration patience) {
        return new JoinedTransactions(new DataSourceLender(dataSource), DataSourceLender.REMEDY, patience);
    }

    /** Runs work in a transaction. */
    abstract <R> R within(Memory memory, Function<Session, R> work);

    /** Closes what was opened for these transactions; a pool or connection of the host is left open. */
    @Override
    public abstract void close();
}
