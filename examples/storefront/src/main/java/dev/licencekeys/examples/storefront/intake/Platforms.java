package dev.licencekeys.examples.storefront.intake;

import dev.licencekeys.key.RefundPolicy;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The platforms from which orders come, each with its secret. */
@Configuration(proxyBeanMethods = false)
class Platforms {
    /**
     * What we agreed on with them.
     *
     * @param shopifySecret signs Shopify's webhooks; null: none are taken
     * @param woocommerceSecret signs WooCommerce's; null: none are taken
     * @param refunds what becomes of the keys of units that were refunded
     */
    @ConfigurationProperties("shop.webhooks")
    record Settings(
            String shopifySecret,
            String woocommerceSecret,
            @DefaultValue("RETURN_UNREVEALED") RefundPolicy refunds) {
        /** Names no secret. */
        @Override
        public String toString() {
            return "Settings[refunds=" + refunds + "]";
        }
    }

    @Bean
    Signature shopify(Settings settings) {
        return Signature.with(Optional.ofNullable(settings.shopifySecret()));
    }

    @Bean
    Signature woocommerce(Settings settings) {
        return Signature.with(Optional.ofNullable(settings.woocommerceSecret()));
    }
}
