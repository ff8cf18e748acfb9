package dev.licencekeys.examples.shoptests;

import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import dev.licencekeys.testkit.InMemoryLicenceKeyStore;
import dev.licencekeys.testkit.InMemoryTransaction;
import java.time.Duration;
import java.util.function.Function;

// example: a store
final class MyStore implements LicenceKeyStore {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InMemoryLicenceKeyStore database = new InMemoryLicenceKeyStore(PATIENCE); // yours

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (InMemoryTransaction transaction = database.begin()) { // rolls back what is not committed
                // Your StoreTransaction comes here: this one is lent by the store in memory.
                R result = transaction.store().transact(work);
                transaction.commit();
                return result;
            } catch (LicenceKeysException e) {
                if (!e.isTransient() || System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
        }
    }
}
// end of example
