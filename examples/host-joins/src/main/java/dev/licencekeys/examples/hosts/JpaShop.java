package dev.licencekeys.examples.hosts;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.JpaTransactions;
import jakarta.persistence.EntityManagerFactory;

/** A shop whose orders are entities, on any provider of Jakarta Persistence 3.2: Hibernate 7, EclipseLink 5. */
public final class JpaShop {
    private final EntityManagerFactory shop;
    private final JooqLicenceKeyStore store;
    private final LicenceKeys keys;

    public JpaShop(EntityManagerFactory shop, JooqLicenceKeyStore store, LicenceKeys keys) {
        this.shop = shop;
        this.store = store;
        this.keys = keys;
    }

    /** Saves the shop's order and gives it its keys: both, or neither. */
    public Fulfilment placeOrder(Order order) {
        // example: Jakarta Persistence 3.2
        return shop.callInTransaction(entityManager -> {
            ShopOrder saved = new ShopOrder(order.id());
            entityManager.persist(saved);
            Fulfilment fulfilment = keys.with(store.within(JpaTransactions.joining(entityManager)))
                    .fulfil(order);
            if (fulfilment.isComplete()) {
                saved.delivered();
            }
            return fulfilment;
        });
        // end of example
    }
}
