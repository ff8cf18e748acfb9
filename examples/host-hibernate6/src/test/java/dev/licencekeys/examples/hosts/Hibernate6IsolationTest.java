package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class Hibernate6IsolationTest extends IsolationContract {
    @Override
    Host host(DataSource connections, TestShop shop, Isolation isolation) {
        return new JpaHost("hibernate", connections, shop);
    }
}
