package dev.licencekeys.jooq;

import dev.licencekeys.testkit.StoreContract;
import dev.licencekeys.testkit.StoreFixture;

class PostgreSqlOldestStoreTest extends StoreContract {
    @Override
    protected StoreFixture fixture() {
        return TestDatabase.POSTGRESQL_OLDEST.fixture();
    }
}
