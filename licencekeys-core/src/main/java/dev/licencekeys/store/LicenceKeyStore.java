package dev.licencekeys.store;

import java.util.Optional;
import java.util.function.Function;

/** Where keys, orders and assignments are kept. Implementations are safe for use by several threads. */
public interface LicenceKeyStore {
    /**
     * Runs {@code work} in one transaction.
     *
     * <p>A store with transactions of its own commits when {@code work} returns, rolls back when it throws, and runs
     * {@code work} again, in a new transaction, when the failure {@linkplain
     * dev.licencekeys.error.LicenceKeysException#isTransient() may pass}, until its deadline. A store that joined a
     * transaction of the host runs it once, and neither commits nor rolls back.
     *
     * @param work called once for each try, by the calling thread; must not keep the transaction
     * @throws dev.licencekeys.error.BusyException if rows were locked by others until the deadline
     * @throws dev.licencekeys.error.StoreException if the database failed
     * @throws dev.licencekeys.error.TransactionRefusedException if there is no transaction of the host to join
     */
    <R> R transact(Function<? super StoreTransaction, ? extends R> work);

    /**
     * The same store for what several callers do in one transaction. If that fails, each tries alone; so it may give up
     * sooner, where keys are held by others.
     *
     * @return empty, as here, if callers must not share a transaction: it is the host's, which only the calling thread joins
     */
    default Optional<LicenceKeyStore> forGroups() {
        return Optional.empty();
    }
}
