package dev.licencekeys.examples.hosts;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.jooq.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Plain JDBC. */
final class JdbcHost implements Host {
    private final DataSource pool;
    private final TestShop shop;

    JdbcHost(DataSource pool, TestShop shop) {
        this.pool = pool;
        this.shop = shop;
    }

    @Override
    public <R> R inTransaction(Function<HostTransaction, R> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            Transaction transaction =
                    new Transaction(connection, shop.in(Transactions.joining(connection, shop.patience())));
            try {
                R result = work.apply(transaction);
                transaction.end();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <R> R withoutTransaction(Function<LicenceKeys, R> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(true);
            return work.apply(shop.in(Transactions.joining(connection, shop.patience())));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {}

    private static final class Transaction implements HostTransaction {
        private final Connection connection;
        private final LicenceKeys keys;
        private boolean rollbackOnly;

        Transaction(Connection connection, LicenceKeys keys) {
            this.connection = connection;
            this.keys = keys;
        }

        @Override
        public void save(String orderId) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into shop_order (id, state) values (?, 'PAID')")) {
                insert.setString(1, orderId);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String ask(String query) {
            try (PreparedStatement select = connection.prepareStatement(query);
                    ResultSet answer = select.executeQuery()) {
                answer.next();
                return answer.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public LicenceKeys keys() {
            return keys;
        }

        @Override
        public void setRollbackOnly() {
            rollbackOnly = true;
        }

        void end() throws SQLException {
            if (rollbackOnly) {
                connection.rollback();
            } else {
                connection.commit();
            }
        }
    }
}
