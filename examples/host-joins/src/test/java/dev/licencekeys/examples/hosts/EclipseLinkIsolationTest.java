package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class EclipseLinkIsolationTest extends IsolationContract {
    @Override
    Host host(DataSource connections, TestShop shop, Isolation isolation) {
        return new JpaHost("eclipselink", connections, shop);
    }
}
