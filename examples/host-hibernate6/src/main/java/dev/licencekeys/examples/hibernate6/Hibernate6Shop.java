package dev.licencekeys.examples.hibernate6;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.JpaTransactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** A shop on Hibernate 6. */
public final class Hibernate6Shop {
    private final EntityManagerFactory shop;
    private final JooqLicenceKeyStore store;
    private final LicenceKeys keys;

    public Hibernate6Shop(EntityManagerFactory shop, JooqLicenceKeyStore store, LicenceKeys keys) {
        this.shop = shop;
        this.store = store;
        this.keys = keys;
    }

    /** Saves the shop's order and gives it its keys: both, or neither. */
    public Fulfilment placeOrder(Order order, Object entity) {
        EntityManager entityManager = shop.createEntityManager();
        try {
            // example: Hibernate 6
            entityManager.getTransaction().begin();
            entityManager.persist(entity);
            Fulfilment fulfilment = keys.with(store.within(JpaTransactions.joining(entityManager)))
                    .fulfil(order);
            entityManager.getTransaction().commit();
            // end of example
            return fulfilment;
        } finally {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
            entityManager.close();
        }
    }
}
