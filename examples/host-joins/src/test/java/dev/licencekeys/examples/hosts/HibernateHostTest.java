package dev.licencekeys.examples.hosts;

import javax.sql.DataSource;

final class HibernateHostTest extends HostContract {
    @Override
    Host host(DataSource connections, TestShop shop) {
        return new JpaHost("hibernate", connections, shop);
    }
}
