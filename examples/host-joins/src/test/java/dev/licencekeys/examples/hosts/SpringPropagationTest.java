package dev.licencekeys.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.examples.hosts.TestShop.Ledger;
import dev.licencekeys.jooq.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where Spring's transactions begin and end, as far as the library can tell. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.licencekeys.examples.hosts.Setting#all")
class SpringPropagationTest {
    @Parameter
    private Setting setting;

    private HikariDataSource pool;
    private TestShop shop;
    private LicenceKeys keys;

    @BeforeEach
    void open() {
        pool = setting.database().pool(2, setting.autoCommit());
        shop = new TestShop(setting.database().admin(), 5);
        keys = shop.in(Transactions.joining(new TransactionAwareDataSourceProxy(pool)));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** Its connection is kept for the whole call, but nobody commits. */
    @Test
    void supportsAloneIsNoTransaction() {
        TransactionTemplate supports = transactions(TransactionDefinition.PROPAGATION_SUPPORTS);

        assertThatThrownBy(() -> supports.execute(status -> keys.fulfil(shop.order(1, 2))))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("@Transactional");
        assertThat(shop.ledger()).isEqualTo(Ledger.untouched(5));
    }

    /** A plain pool hands out a connection of its own, whatever Spring has under way. */
    @Test
    void aPlainPoolIsNotJoined() {
        LicenceKeys plain = shop.in(Transactions.joining(pool));

        assertThatThrownBy(() -> transactions(TransactionDefinition.PROPAGATION_REQUIRED)
                        .execute(status -> plain.fulfil(shop.order(1, 2))))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("TransactionAwareDataSourceProxy");
        assertThat(shop.ledger()).isEqualTo(Ledger.untouched(5));
    }

    /** Where a {@code @TransactionalEventListener} runs. */
    @Test
    void afterTheCommitANewTransactionIsNeeded() {
        transactions(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult(status -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    transactions(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                            .execute(inner -> keys.fulfil(shop.order(1, 2)));
                }
            });
        });
        assertThat(shop.ledger()).isEqualTo(new Ledger(3, 1, 2, 0, 0));
    }

    /** A savepoint of the host undoes what was given since, and nothing else. */
    @Test
    void aNestedTransactionIsUndoneAlone() {
        TransactionTemplate nested = transactions(TransactionDefinition.PROPAGATION_NESTED);
        Fulfilment kept = transactions(TransactionDefinition.PROPAGATION_REQUIRED)
                .execute(status -> {
                    Fulfilment first = keys.fulfil(shop.order(1, 1));
                    nested.executeWithoutResult(inner -> {
                        keys.fulfil(shop.order(2, 2));
                        inner.setRollbackOnly();
                    });
                    return first;
                });
        assertThat(TestShop.values(kept)).containsExactly("KEY-1");
        assertThat(shop.ledger()).isEqualTo(new Ledger(4, 1, 1, 0, 0));
    }

    private TransactionTemplate transactions(int propagation) {
        TransactionTemplate template = new TransactionTemplate(new DataSourceTransactionManager(pool));
        template.setPropagationBehavior(propagation);
        return template;
    }
}
