package dev.licencekeys.examples.springshop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The shop's own order. */
@Entity
class ShopOrder {
    @Id
    private long id;

    private int delivered;
    private int waiting;

    /** For Hibernate. */
    protected ShopOrder() {}

    ShopOrder(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    Delivery delivery() {
        return new Delivery(delivered, waiting);
    }

    void received(Delivery delivery) {
        delivered = delivery.keys();
        waiting = delivery.waiting();
    }
}
