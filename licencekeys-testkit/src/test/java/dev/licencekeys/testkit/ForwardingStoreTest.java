package dev.licencekeys.testkit;

import dev.licencekeys.store.LicenceKeyStore;

/** Forwarding alone breaks nothing: otherwise a saboteur might be caught for what its machinery does. */
class ForwardingStoreTest extends StoreContract {
    private final LicenceKeyStore forwarding =
            new SpoiltTransactions.SpoiltStore(new InMemoryLicenceKeyStore(), ForwardingTransaction::new);

    @Override
    protected StoreFixture fixture() {
        return () -> forwarding;
    }
}
