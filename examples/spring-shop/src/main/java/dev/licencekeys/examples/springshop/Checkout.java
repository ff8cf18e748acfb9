package dev.licencekeys.examples.springshop;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Saves a paid order and gives it its keys: both, or neither. */
@Service
class Checkout {
    private final ShopOrders orders;
    private final LicenceKeys keys;
    private final ApplicationEventPublisher events;

    Checkout(ShopOrders orders, LicenceKeys keys, ApplicationEventPublisher events) {
        this.orders = orders;
        this.keys = keys;
        this.events = events;
    }

    /** Safe to repeat, as webhooks are: the order has the keys that it got the first time. */
    // example: Spring, the method
    @Transactional
    public Delivery deliver(PaidOrder paid) {
        ShopOrder order =
                orders.findById(paid.id()).orElseGet(() -> orders.save(new ShopOrder(paid.id(), paid.email())));
        paid.toOrder().ifPresent(wanted -> {
            Fulfilment fulfilment = keys.fulfil(wanted);
            order.received(new Delivery(fulfilment.keys().size(), fulfilment.waiting()));
            events.publishEvent(new OrderDelivered(paid, fulfilment)); // heard after the commit
        });
        return order.delivery();
    }
    // end of example
}
