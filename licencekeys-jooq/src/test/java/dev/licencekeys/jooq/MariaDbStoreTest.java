package dev.licencekeys.jooq;

import dev.licencekeys.testkit.StoreContract;
import dev.licencekeys.testkit.StoreFixture;

class MariaDbStoreTest extends StoreContract {
    @Override
    protected StoreFixture fixture() {
        return TestDatabase.MARIADB.fixture();
    }
}
