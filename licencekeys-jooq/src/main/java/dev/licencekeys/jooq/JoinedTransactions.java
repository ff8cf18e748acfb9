package dev.licencekeys.jooq;

import dev.licencekeys.error.TransactionRefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works on the connection of the host's transaction, and on no other. Never commits, rolls back, or tries again. */
final class JoinedTransactions extends Transactions {
    private final Lender lender;
    private final String remedy;
    private final Duration patience;

    /** Something to do with the host's connection. Throws nothing: what goes wrong is carried past the lender. */
    @FunctionalInterface
    interface Work {
        void apply(Connection connection);
    }

    /** Lends the connection of the transaction that is under way on the calling thread. */
    @FunctionalInterface
    interface Lender {
        void lend(Work work) throws SQLException;
    }

    /**
     * Transactions of the host.
     *
     * @param remedy what the host should do when the connection that it lends is in no transaction
     */
    JoinedTransactions(Lender lender, String remedy, Duration patience) {
        this.lender = lender;
        this.remedy = remedy;
        this.patience = patience;
    }

    /** What came of the work. It is carried past the lender, since some wrap what is thrown through them. */
    private static final class Result<R> {
        private @Nullable R value;
        private @Nullable RuntimeException failure;
        private boolean lent;
    }

    @Override
    <R> R within(Memory memory, Function<Session, R> work) {
        Result<R> result = new Result<>();
        try {
            lender.lend(connection -> {
                result.lent = true;
                try {
                    result.value = run(connection, memory, work);
                } catch (SQLException e) {
                    result.failure = Errors.translate(e);
                } catch (RuntimeException e) {
                    result.failure = e;
                }
            });
        } catch (SQLException e) {
            throw result.failure != null ? result.failure : Errors.translate(e);
        }
        if (result.failure != null) {
            throw result.failure;
        }
        if (!result.lent) {
            throw noTransaction(remedy);
        }
        return Objects.requireNonNull(result.value);
    }

    private <R> R run(Connection connection, Memory memory, Function<Session, R> work) throws SQLException {
        requireTransaction(connection);
        Session session = new Session(connection, memory, Session.Kind.JOINED, patience, patience);
        try {
            R value = work.apply(session);
            session.leave();
            return value;
        } catch (SQLException | RuntimeException | Error e) {
            session.leaveAfter(e);
            throw e;
        }
    }

    /** The refusal when there is nothing to join. */
    static TransactionRefusedException noTransaction(String remedy) {
        return new TransactionRefusedException("no transaction is under way that could be joined: " + remedy
                + "; or let the library commit by itself, see Transactions.own");
    }

    private void requireTransaction(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            throw new TransactionRefusedException(
                    "the connection is closed; call within the transaction it belongs to");
        }
        if (connection.getAutoCommit()) {
            throw noTransaction("autocommit is on; " + remedy);
        }
        if (connection.isReadOnly()) {
            throw new TransactionRefusedException(
                    "the transaction is read-only; keys are given only in a transaction that may write (with Spring:"
                            + " @Transactional without readOnly)");
        }
    }

    @Override
    public void close() {}
}
