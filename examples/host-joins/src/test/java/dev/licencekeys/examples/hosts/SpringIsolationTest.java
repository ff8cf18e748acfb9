package dev.licencekeys.examples.hosts;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** Spring's transactions ask for their isolation: {@code @Transactional(isolation = …)}. */
final class SpringIsolationTest extends IsolationContract {
    @Override
    Host host(DataSource connections, TestShop shop, Isolation isolation) {
        return new SpringHost(connections, shop, isolation.level());
    }

    @Override
    HikariDataSource pool(TestDatabase database, Isolation isolation) {
        return database.pool(THREADS, true);
    }
}
