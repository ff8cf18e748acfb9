package dev.licencekeys.testkit;

/** Forwarding alone breaks nothing: otherwise a saboteur might be caught for what its machinery does. */
class ForwardingStoreTest extends StoreContract {
    private final StoreFixture forwarding =
            () -> new SpoiltTransactions.SpoiltStore(new InMemoryLicenceKeyStore(), ForwardingTransaction::new);

    @Override
    protected StoreFixture fixture() {
        return forwarding;
    }
}
