package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class JdbcIsolationTest extends IsolationContract {
    @Override
    Host host(DataSource connections, TestShop shop, Isolation isolation) {
        return new JdbcHost(connections, shop);
    }
}
