package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class SpringHostTest extends HostContract {
    @Override
    Host host(DataSource connections, TestShop shop) {
        return new SpringHost(connections, shop);
    }
}
