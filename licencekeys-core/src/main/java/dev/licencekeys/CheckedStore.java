package dev.licencekeys;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.Optional;
import java.util.function.Function;

/** A store whose first transaction for a shop begins with a look whether the shop's keys can be read at all. */
final class CheckedStore implements LicenceKeyStore {
    private final LicenceKeyStore store;
    private final ShopContext context;

    CheckedStore(LicenceKeyStore store, ShopContext context) {
        this.store = store;
        this.context = context;
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        return store.transact(tx -> {
            context.guard().verifyOnce(tx, context.shop());
            return work.apply(tx);
        });
    }

    @Override
    public Optional<LicenceKeyStore> forGroups() {
        return store.forGroups().map(shared -> new CheckedStore(shared, context));
    }
}
