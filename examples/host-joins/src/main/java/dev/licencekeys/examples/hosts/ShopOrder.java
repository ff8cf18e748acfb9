package dev.licencekeys.examples.hosts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The shop's own order. */
@Entity
@Table(name = "shop_order")
public class ShopOrder {
    @Id
    private String id;

    private String state;

    /** For the provider. */
    protected ShopOrder() {}

    public ShopOrder(String id) {
        this.id = id;
        this.state = "PAID";
    }

    public String id() {
        return id;
    }

    public String state() {
        return state;
    }

    public void delivered() {
        state = "DELIVERED";
    }
}
