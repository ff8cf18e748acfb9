package dev.licencekeys.examples.springshop;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who gets mails, and what they say of the shop.
 *
 * @param from who sends them
 * @param merchant who hears of keys that run low
 * @param shopName as customers know it
 * @param page where customers see their orders; the order's id is put behind it
 * @param products what customers call the products, by id
 * @param every how often to look for what nobody told the delivery of, such as a mail that is to be tried again
 */
@ConfigurationProperties("shop.mail")
record MailSettings(
        String from,
        String merchant,
        String shopName,
        URI page,
        @DefaultValue Map<String, String> products,
        @DefaultValue("10s") Duration every) {
    /** What a customer calls a product; empty if nobody said. */
    String nameOf(String product) {
        return products.getOrDefault(product, "");
    }

    URI pageOf(String order) {
        return URI.create(page + order);
    }
}
