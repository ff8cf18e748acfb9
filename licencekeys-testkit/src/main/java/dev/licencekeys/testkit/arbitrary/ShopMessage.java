package dev.licencekeys.testkit.arbitrary;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.Refund;

/** What a shop's webhook is told. */
public sealed interface ShopMessage {
    /** {@return of which order it tells} */
    String orderId();

    /** Does what a webhook does that hands every message on. */
    void tell(LicenceKeys shop);

    /**
     * How an order is now: paid, or changed later.
     *
     * @param order its state, without what was refunded
     */
    record State(Order order) implements ShopMessage {
        @Override
        public String orderId() {
            return order.id();
        }

        @Override
        public void tell(LicenceKeys shop) {
            shop.fulfil(order);
        }
    }

    /**
     * Units were refunded, or the order was cancelled.
     *
     * @param refund which ones
     */
    record Returned(Refund refund) implements ShopMessage {
        @Override
        public String orderId() {
            return refund.orderId();
        }

        @Override
        public void tell(LicenceKeys shop) {
            shop.refund(refund);
        }
    }
}
