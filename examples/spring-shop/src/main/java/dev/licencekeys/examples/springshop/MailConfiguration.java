package dev.licencekeys.examples.springshop;

import dev.licencekeys.EventDelivery;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.mail.MailTexts;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.event.TransactionalEventListener;

/** Mails, in a shop that has a mail server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.mail.host")
@EnableAsync
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {
    @Bean
    MailTexts mailTexts(MailSettings settings) {
        return MailTexts.in(Locale.ENGLISH).withShopName(settings.shopName());
    }

    @Bean
    Mailer mailer(JavaMailSender sender, SentMails sent, MailSettings settings) {
        return new Mailer(sender, sent, settings.from());
    }

    @Bean
    MerchantMails merchantMails(Mailer mailer, MailTexts texts, MailSettings settings) {
        return new MerchantMails(mailer, texts, settings.merchant());
    }

    @Bean
    CustomerMails customerMails(
            Mailer mailer,
            MailTexts texts,
            MailSettings settings,
            ShopOrders orders,
            LicenceKeys keys,
            DataSource dataSource) {
        return new CustomerMails(mailer, texts, settings, orders, alone(keys, dataSource));
    }

    // example: Spring, the mails
    @Bean
    EventDelivery delivery(
            LicenceKeys keys,
            DataSource dataSource,
            MerchantMails toMerchant,
            CustomerMails toCustomers,
            MailSettings settings) {
        return alone(keys, dataSource)
                .delivery()
                .to("merchant", toMerchant)
                .to("customers", toCustomers)
                .every(settings.every())
                .start(); // Spring closes it
    }

    /** In transactions of its own: the threads of the delivery have none of Spring's to join. */
    private static LicenceKeys alone(LicenceKeys keys, DataSource dataSource) {
        return keys.with(JooqLicenceKeyStore.open(Transactions.own(dataSource)));
    }

    @Bean
    Waker waker(EventDelivery delivery) {
        return new Waker(delivery);
    }

    /** Otherwise what an order's transaction wrote would be found at the next look. */
    record Waker(EventDelivery delivery) {
        @TransactionalEventListener // after the commit
        public void delivered(OrderDelivered order) {
            delivery.wake();
        }
    }
    // end of example
}
