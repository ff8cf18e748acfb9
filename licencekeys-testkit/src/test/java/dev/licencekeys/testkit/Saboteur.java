package dev.licencekeys.testkit;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A right store with one thing wrong in its transactions. */
class Saboteur implements LicenceKeyStore {
    private final LicenceKeyStore store;
    private final UnaryOperator<StoreTransaction> fault;

    Saboteur(LicenceKeyStore store, UnaryOperator<StoreTransaction> fault) {
        this.store = store;
        this.fault = fault;
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        return store.transact(tx -> work.apply(fault.apply(tx)));
    }
}
