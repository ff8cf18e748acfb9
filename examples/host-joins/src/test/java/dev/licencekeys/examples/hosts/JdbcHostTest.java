package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class JdbcHostTest extends HostContract {
    @Override
    Host host(DataSource connections, TestShop shop) {
        return new JdbcHost(connections, shop);
    }
}
