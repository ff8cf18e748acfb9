package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of a pool, lent for one transaction of ours. It goes back with the autocommit and the isolation that it
 * came with; and not at all when neither COMMIT nor ROLLBACK worked, since whoever had it next, or switching autocommit
 * on, would commit what the failed transaction wrote.
 */
final class Loan implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loan.class);

    private final Connection connection;
    private boolean autoCommit;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;
    private boolean ended = true;

    Loan(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins a transaction at READ COMMITTED.
     *
     * @param setUp whether the pool has set the connection up for that
     */
    Connection begin(boolean setUp) throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            autoCommit = true;
        }
        if (!setUp && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            int before = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            isolation = before;
        }
        ended = false;
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
        ended = true;
    }

    /** Rolls back after a failure, to which is added what fails here. */
    void rollback(Throwable failure) {
        try {
            connection.rollback();
            ended = true;
        } catch (SQLException e) {
            failure.addSuppressed(Errors.translate(e));
        }
    }

    /** Gives it back. What fails here does not change the answer that the transaction has. */
    @Override
    public void close() {
        try (connection) {
            if (ended) {
                giveBack();
            } else {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug(
                    "a connection could not be given back: {}",
                    Errors.translate(e).getMessage());
        }
    }

    private void giveBack() throws SQLException {
        try {
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }
}
