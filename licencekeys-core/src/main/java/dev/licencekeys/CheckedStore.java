package dev.licencekeys;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A store whose first transaction for a shop begins with a look whether the shop's keys can be read at all, and of whose
 * tries the operator is told.
 */
final class CheckedStore implements LicenceKeyStore {
    private final LicenceKeyStore store;
    private final ShopContext context;
    private final Watch watch;

    /** A group that fails is no failure of a call: each of its orders is served by itself. */
    private final boolean group;

    CheckedStore(LicenceKeyStore store, ShopContext context, Watch watch) {
        this(store, context, watch, false);
    }

    private CheckedStore(LicenceKeyStore store, ShopContext context, Watch watch, boolean group) {
        this.store = store;
        this.context = context;
        this.watch = watch;
        this.group = group;
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        Tries tries = new Tries();
        try {
            return store.transact(tx -> {
                tries.begin();
                context.guard().verifyOnce(tx, context.shop());
                return work.apply(tx);
            });
        } catch (BusyException e) {
            if (!group) {
                watch.busy(tries.count, tries.since());
            }
            throw e;
        } finally {
            if (tries.count > 1) {
                watch.tried(tries.count);
            }
        }
    }

    /** The tries of one transaction, all by the calling thread. */
    private final class Tries {
        private final long began = System.nanoTime();
        private int count;

        void begin() {
            count++;
            if (count > 1) {
                watch.triesAgain(count, since());
            }
        }

        Duration since() {
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    @Override
    public Optional<LicenceKeyStore> forGroups() {
        return store.forGroups().map(shared -> new CheckedStore(shared, context, watch, true));
    }
}
