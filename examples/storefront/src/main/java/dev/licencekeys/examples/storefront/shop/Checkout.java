package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Refund;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Saves a paid order, gives it its keys, and notes that its customer is to get a mail: all of it, or nothing. */
@Service
class Checkout {
    private final ShopOrders orders;
    private final LicenceKeys keys;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    Checkout(ShopOrders orders, LicenceKeys keys, Outbox outbox, ApplicationEventPublisher events) {
        this.orders = orders;
        this.keys = keys;
        this.outbox = outbox;
        this.events = events;
    }

    /** Safe to repeat, as webhooks are: the order has the keys that it got the first time, and its customer one mail. */
    @Transactional
    public Receipt take(ShopOrder order) {
        if (orders.save(order) && order.email().isPresent() && !order.lines().isEmpty()) {
            outbox.add(order.id());
        }
        Receipt receipt =
                order.toOrder().map(keys::fulfil).map(Checkout::receipt).orElse(new Receipt(0, 0));
        events.publishEvent(new OrderTaken(order.id()));
        return receipt;
    }

    private static Receipt receipt(Fulfilment fulfilment) {
        return new Receipt(fulfilment.keys().size(), fulfilment.waiting());
    }

    /** Safe to repeat, by the refund's id, and welcome before its order. */
    @Transactional
    public void refund(Refund refund) {
        keys.refund(refund);
        events.publishEvent(new OrderTaken(refund.orderId()));
    }
}
