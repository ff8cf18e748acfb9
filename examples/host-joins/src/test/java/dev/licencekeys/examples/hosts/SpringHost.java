package dev.licencekeys.examples.hosts;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.jooq.Transactions;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's transactions, begun by a template; {@code @Transactional} begins the same ones. */
final class SpringHost implements Host {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final LicenceKeys keys;

    SpringHost(DataSource pool, TestShop shop) {
        this(pool, shop, TransactionDefinition.ISOLATION_DEFAULT);
    }

    /** A host whose transactions ask for an isolation, by its number in {@link java.sql.Connection}. */
    SpringHost(DataSource pool, TestShop shop, int isolation) {
        this.jdbc = new JdbcTemplate(pool);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        transactions.setIsolationLevel(isolation);
        // Joins whatever transaction the calling thread is in, so one is enough.
        this.keys = shop.in(Transactions.joining(new TransactionAwareDataSourceProxy(pool), shop.patience()));
    }

    @Override
    public <R> R inTransaction(Function<HostTransaction, R> work) {
        return transactions.execute(status -> work.apply(new Transaction(status)));
    }

    @Override
    public <R> R withoutTransaction(Function<LicenceKeys, R> work) {
        return work.apply(keys);
    }

    @Override
    public void close() {}

    private final class Transaction implements HostTransaction {
        private final TransactionStatus status;

        Transaction(TransactionStatus status) {
            this.status = status;
        }

        @Override
        public void save(String orderId) {
            jdbc.update("insert into shop_order (id, state) values (?, 'PAID')", orderId);
        }

        @Override
        public String ask(String query) {
            return jdbc.queryForObject(query, String.class);
        }

        @Override
        public LicenceKeys keys() {
            return keys;
        }

        @Override
        public void setRollbackOnly() {
            status.setRollbackOnly();
        }
    }
}
