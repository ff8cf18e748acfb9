package dev.licencekeys.examples.shoptests;

import dev.licencekeys.testkit.StoreContract;
import dev.licencekeys.testkit.StoreFixture;

// example: the test of a store
class MyStoreTest extends StoreContract {
    private final MyStore store = new MyStore();

    @Override
    protected StoreFixture fixture() {
        return () -> store;
    }
}
// end of example
