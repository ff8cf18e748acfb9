package dev.licencekeys.testkit.contract;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.function.Function;

/** A store as an open transaction sees it, so that several calls of the public API share that transaction. */
final class WithinTransaction implements LicenceKeyStore {
    private final StoreTransaction transaction;

    WithinTransaction(StoreTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        return work.apply(transaction);
    }
}
