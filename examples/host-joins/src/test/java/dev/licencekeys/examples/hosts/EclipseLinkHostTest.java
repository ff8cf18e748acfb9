package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class EclipseLinkHostTest extends HostContract {
    @Override
    Host host(DataSource connections, TestShop shop) {
        return new JpaHost("eclipselink", connections, shop);
    }
}
