package dev.licencekeys.examples.springshop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The shop's own order. */
@Entity
class ShopOrder {
    @Id
    private long id;

    private String email;
    private int delivered;
    private int waiting;

    /** For Hibernate. */
    protected ShopOrder() {}

    /** An order of a customer, who may have given no address. */
    ShopOrder(long id, String email) {
        this.id = id;
        this.email = email;
    }

    long id() {
        return id;
    }

    String email() {
        return email;
    }

    Delivery delivery() {
        return new Delivery(delivered, waiting);
    }

    void received(Delivery delivery) {
        delivered = delivery.keys();
        waiting = delivery.waiting();
    }
}
