package dev.licencekeys.examples.storefront.demo;

import dev.licencekeys.examples.storefront.shop.ShopAddress;
import dev.licencekeys.examples.storefront.web.MerchantLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says where to go, at the end of the log. */
@Component
@Profile("demo")
class Welcome {
    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final ShopAddress address;
    private final MerchantLogin login;

    Welcome(ShopAddress address, MerchantLogin login) {
        this.address = address;
        this.login = login;
    }

    /** After everybody else who listens. */
    @EventListener(ApplicationReadyEvent.class)
    @Order
    public void ready() {
        LOG.warn("THIS IS THE DEMO: it gives its goods away, and everybody knows the secrets that its licence keys are"
                + " encrypted with. Never run it where others can reach it.");
        LOG.info("The shop:    {}", address.locally("/"));
        LOG.info("The mailbox: {}", address.locally("/demo/mailbox"));
        LOG.info(
                "The admin:   {}  user {}, password {}",
                address.locally("/admin"),
                login.user(),
                login.madeUp().orElse("as you set it"));
    }
}
