package dev.licencekeys.examples.storefront.shop;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What a shop says of itself, in {@code application.properties} or the environment.
 *
 * @param name as customers know it
 * @param url where customers find it, for the links in mails; null: on this machine
 * @param catalogue what it sells, as JSON
 * @param mail who sends mails and who gets those of the merchant
 * @param every how often to look for mails and news that nobody told of, such as a mail that is to be tried again
 */
@ConfigurationProperties("shop")
public record ShopSettings(
        String name,
        URI url,
        Resource catalogue,
        Mail mail,
        @DefaultValue("10s") Duration every) {
    /**
     * Addresses.
     *
     * @param from who sends mails
     * @param merchant who hears of keys that run low
     */
    public record Mail(String from, String merchant) {}
}
