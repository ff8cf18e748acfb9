package dev.licencekeys.testkit;

class InMemoryStoreTest extends StoreContract {
    private final InMemoryLicenceKeyStore store = new InMemoryLicenceKeyStore();

    @Override
    protected StoreFixture fixture() {
        return () -> store;
    }
}
