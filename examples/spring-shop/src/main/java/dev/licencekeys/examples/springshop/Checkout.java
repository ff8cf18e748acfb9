package dev.licencekeys.examples.springshop;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Saves a paid order and gives it its keys: both, or neither. */
@Service
class Checkout {
    private final ShopOrders orders;
    private final LicenceKeys keys;

    Checkout(ShopOrders orders, LicenceKeys keys) {
        this.orders = orders;
        this.keys = keys;
    }

    /** Safe to repeat, as webhooks are: the order has the keys that it got the first time. */
    // example: Spring, the method
    @Transactional
    public Delivery deliver(PaidOrder paid) {
        ShopOrder order = orders.findById(paid.id()).orElseGet(() -> orders.save(new ShopOrder(paid.id())));
        paid.toOrder().ifPresent(wanted -> {
            Fulfilment fulfilment = keys.fulfil(wanted);
            order.received(new Delivery(fulfilment.keys().size(), fulfilment.waiting()));
        });
        return order.delivery();
    }
    // end of example
}
