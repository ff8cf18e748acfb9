package dev.licencekeys.examples.springshop;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.JpaTransactions;
import dev.licencekeys.jooq.Schema;
import dev.licencekeys.jooq.Transactions;
import dev.licencekeys.key.KeyProtection;
import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The library as one bean, which joins whatever transaction the calling thread is in. */
@Configuration(proxyBeanMethods = false)
class LibraryConfiguration {
    // example: Spring, the bean
    @Bean
    LicenceKeys licenceKeys(DataSource dataSource) {
        Schema.on(dataSource).migrate();
        // In a transaction of its own, so that the wrong secrets are refused at the start.
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(dataSource));
        LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());
        Transactions spring = Transactions.joining(new TransactionAwareDataSourceProxy(dataSource));
        return keys.with(store.within(spring));
    }
    // end of example

    /** The other way to the same connection, for hosts that have an entity manager at hand and no data source. */
    @Bean
    @Primary
    @Profile("entity-manager")
    LicenceKeys licenceKeysByEntityManager(DataSource dataSource, EntityManager entityManager) {
        Schema.on(dataSource).migrate();
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(dataSource));
        LicenceKeys keys = LicenceKeys.open(store, KeyProtection.plaintext());
        return keys.with(store.within(JpaTransactions.joining(entityManager)));
    }
}
