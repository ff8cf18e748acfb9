package dev.licencekeys.examples.hosts;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.jooq.JpaTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/** Jakarta Persistence, with the calls that every version of it has. */
final class JpaHost implements Host {
    private final EntityManagerFactory factory;
    private final TestShop shop;

    JpaHost(String unit, DataSource pool, TestShop shop) {
        this.factory =
                Persistence.createEntityManagerFactory(unit, Map.of("jakarta.persistence.nonJtaDataSource", pool));
        this.shop = shop;
    }

    EntityManagerFactory factory() {
        return factory;
    }

    @Override
    public <R> R inTransaction(Function<HostTransaction, R> work) {
        EntityManager entityManager = factory.createEntityManager();
        EntityTransaction transaction = entityManager.getTransaction();
        transaction.begin();
        try {
            R result = work.apply(
                    new Transaction(entityManager, shop.in(JpaTransactions.joining(entityManager, shop.patience()))));
            if (transaction.getRollbackOnly()) {
                transaction.rollback();
            } else {
                transaction.commit();
            }
            return result;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
            entityManager.close();
        }
    }

    @Override
    public <R> R withoutTransaction(Function<LicenceKeys, R> work) {
        EntityManager entityManager = factory.createEntityManager();
        try {
            return work.apply(shop.in(JpaTransactions.joining(entityManager, shop.patience())));
        } finally {
            entityManager.close();
        }
    }

    @Override
    public void close() {
        factory.close();
    }

    private static final class Transaction implements HostTransaction {
        private final EntityManager entityManager;
        private final LicenceKeys keys;

        Transaction(EntityManager entityManager, LicenceKeys keys) {
            this.entityManager = entityManager;
            this.keys = keys;
        }

        @Override
        public void save(String orderId) {
            entityManager.persist(new ShopOrder(orderId));
        }

        @Override
        public String ask(String query) {
            return (String) entityManager.createNativeQuery(query).getSingleResult();
        }

        @Override
        public LicenceKeys keys() {
            return keys;
        }

        @Override
        public void setRollbackOnly() {
            entityManager.getTransaction().setRollbackOnly();
        }
    }
}
