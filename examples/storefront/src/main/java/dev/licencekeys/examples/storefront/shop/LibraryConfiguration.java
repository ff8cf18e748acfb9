package dev.licencekeys.examples.storefront.shop;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.jooq.JooqLicenceKeyStore;
import dev.licencekeys.jooq.Schema;
import dev.licencekeys.jooq.Transactions;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The library, in the two ways in which a shop calls it. */
@Configuration(proxyBeanMethods = false)
public class LibraryConfiguration {
    /** The qualifier of {@link #aloneKeys}. */
    public static final String ALONE = "aloneKeys";

    /** In the transaction of the calling thread; without one it refuses. */
    @Bean
    @Primary
    LicenceKeys licenceKeys(@Qualifier(ALONE) LicenceKeys alone, DataSource dataSource) {
        Transactions spring = Transactions.joining(new TransactionAwareDataSourceProxy(dataSource));
        return alone.with(JooqLicenceKeyStore.open(spring));
    }

    /** Each call in a transaction of its own, or several: for pages that only read, long imports, and other threads. */
    @Bean(ALONE)
    LicenceKeys aloneKeys(DataSource dataSource, KeySecrets secrets) {
        Schema.on(dataSource).migrate();
        return LicenceKeys.open(JooqLicenceKeyStore.open(Transactions.own(dataSource)), secrets.protection());
    }
}
