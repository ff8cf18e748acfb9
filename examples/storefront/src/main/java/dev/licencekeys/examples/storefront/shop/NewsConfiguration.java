package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.event.TransactionalEventListener;

/** The delivery of what happens to keys. After a commit elsewhere that brought keys, {@link EventDelivery#wake} it. */
@Configuration(proxyBeanMethods = false)
class NewsConfiguration {
    /** In transactions of its own: its threads have none of Spring's to join. */
    @Bean
    EventDelivery delivery(
            @Qualifier(LibraryConfiguration.ALONE) LicenceKeys alone,
            News.ToMerchant toMerchant,
            News.ToCustomers toCustomers,
            ShopSettings settings) {
        return alone.delivery()
                .to("merchant", toMerchant)
                .to("customers", toCustomers)
                .every(settings.every())
                .start(); // Spring closes it
    }

    @Bean
    Waker waker(EventDelivery delivery) {
        return new Waker(delivery);
    }

    /** Otherwise what an order's transaction wrote would be found at the next look. */
    record Waker(EventDelivery delivery) {
        @TransactionalEventListener(OrderTaken.class)
        public void taken() {
            delivery.wake();
        }
    }
}
