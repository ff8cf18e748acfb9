package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Lends the connection that a data source hands out within the host's transaction.
 *
 * <p>Autocommit doesn't tell whether there is one: a pool that switches it off hands out connections that look as if they
 * were in a transaction, and undoes what was done on them when they come back. The keys of an order would be free again,
 * and go to the next. Within a transaction, though, a data source hands out the same connection again.
 */
record DataSourceLender(DataSource dataSource) implements JoinedTransactions.Lender {
    static final String REMEDY = "this data source handed out a connection of its own; with Spring, join a"
            + " TransactionAwareDataSourceProxy around your pool, and call within @Transactional";

    @Override
    public void lend(JoinedTransactions.Work work) throws SQLException {
        if (SpringThread.hasNoTransaction(dataSource)) {
            throw JoinedTransactions.noTransaction(REMEDY);
        }
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                requireTransaction(connection);
            }
            work.apply(connection);
        }
    }

    private void requireTransaction(Connection connection) throws SQLException {
        Connection pooled = connection.getMetaData().getConnection();
        try (Connection again = dataSource.getConnection()) {
            if (again.getMetaData().getConnection() != pooled && session(again) != session(connection)) {
                throw JoinedTransactions.noTransaction(REMEDY);
            }
        } catch (SQLException e) {
            // The pool has no second connection, and within a transaction none would be needed.
            throw JoinedTransactions.noTransaction(REMEDY);
        }
    }

    /** Handles of one connection may be different objects, so the database is asked before they are refused. */
    private static long session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(Database.of(connection).sessionId())) {
            result.next();
            return result.getLong(1);
        }
    }
}
