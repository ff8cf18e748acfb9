package dev.licencekeys.jooq;

import dev.licencekeys.testkit.StoreContract;
import dev.licencekeys.testkit.StoreFixture;

class H2StoreTest extends StoreContract {
    @Override
    protected StoreFixture fixture() {
        return TestDatabase.H2.fixture();
    }
}
