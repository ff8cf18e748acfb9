package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.key.KeyProtection;
import jakarta.persistence.ConnectionFunction;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What providers do that none of those in examples/host-joins does, or not on demand. */
class JpaTransactionsTest {
    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        connection = TestDatabase.H2.address().begin();
    }

    @AfterEach
    void rollback() throws SQLException {
        connection.rollback();
        connection.close();
    }

    /** Jakarta Persistence 3.2. */
    static class Standard {
        private final @Nullable Connection connection;

        Standard(@Nullable Connection connection) {
            this.connection = connection;
        }

        @SuppressWarnings("unchecked")
        public <C, T> T callWithConnection(ConnectionFunction<C, T> function) {
            try {
                return function.apply((C) connection);
            } catch (Exception e) {
                throw new PersistenceException(e);
            }
        }
    }

    /** Hibernate 6 with the interfaces of 3.2, of whose methods it has none. */
    static class Older {
        private final Connection connection;

        Older(Connection connection) {
            this.connection = connection;
        }

        public <T> T doReturningWork(Work<T> work) throws SQLException {
            return work.execute(connection);
        }

        /** As Hibernate's ReturningWork. */
        public interface Work<T> {
            T execute(Connection connection) throws SQLException;
        }
    }

    @Test
    void bothWaysAreFound() {
        assertThat(pools(new Standard(connection))).isZero();
        assertThat(pools(new Older(connection))).isZero();
    }

    @Test
    void aProviderWithoutAWayIsRefused() {
        assertThatThrownBy(() -> pools(new Object()))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("Transactions.joining(connection)");
    }

    @Test
    void aProviderThatHasNotBegunIsRefused() throws SQLException {
        assertThatThrownBy(() -> pools(new Standard(null)))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("flush()");
        try (Connection autoCommit = TestDatabase.H2.address().connect()) {
            assertThatThrownBy(() -> pools(new Standard(autoCommit)))
                    .isInstanceOf(TransactionRefusedException.class)
                    .hasMessageContaining("flush()");
        }
    }

    @Test
    void withoutATransactionItIsRefused() {
        assertThatThrownBy(() -> pools(entityManager(new Standard(connection), true, false)))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("getTransaction().begin()");
        assertThatThrownBy(() -> pools(entityManager(new Standard(connection), false, true)))
                .isInstanceOf(TransactionRefusedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whatTheProviderMetIsTranslated() {
        assertThatThrownBy(() -> pools(new Standard(connection) {
                    @Override
                    public <C, T> T callWithConnection(ConnectionFunction<C, T> function) {
                        throw new PersistenceException(new SQLException("no connection", "08001"));
                    }
                }))
                .isExactlyInstanceOf(StoreException.class)
                .matches(e -> ((LicenceKeysException) e).isTransient(), "is transient");
        assertThatThrownBy(() -> pools(new Standard(connection) {
                    @Override
                    public <C, T> T callWithConnection(ConnectionFunction<C, T> function) {
                        throw new PersistenceException("a bad day");
                    }
                }))
                .isExactlyInstanceOf(StoreException.class)
                .hasCauseInstanceOf(PersistenceException.class);
    }

    /** Some call through a provider. */
    private static int pools(Object provider) {
        return pools(entityManager(provider, true, true));
    }

    private static int pools(EntityManager entityManager) {
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(JpaTransactions.joining(entityManager));
        return LicenceKeys.builder(store, KeyProtection.plaintext())
                .shop("jpa")
                .build()
                .stock()
                .pools()
                .size();
    }

    /** An entity manager as containers hand it out: a proxy, with the provider behind it. */
    private static EntityManager entityManager(Object provider, boolean open, boolean joined) {
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (self, method, args) -> switch (method.getName()) {
                    case "isOpen" -> open;
                    case "isJoinedToTransaction" -> joined;
                    case "getDelegate" -> provider;
                    default -> ((Standard) provider).callWithConnection((ConnectionFunction<?, ?>) args[0]);
                });
    }
}
