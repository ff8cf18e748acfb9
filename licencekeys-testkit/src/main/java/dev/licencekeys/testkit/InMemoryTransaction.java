package dev.licencekeys.testkit;

import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A transaction of the host on an {@link InMemoryLicenceKeyStore}. Nobody else gets to the store until it ended. Rolled
 * back when it is closed without a commit.
 *
 * <p>For one thread at a time; it may end on another thread than it began.
 */
public final class InMemoryTransaction implements AutoCloseable {
    private final InMemoryTables tables;
    private final UndoLog undo = new UndoLog();
    private final Runnable end;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean open = true;

    InMemoryTransaction(InMemoryTables tables, Runnable end) {
        this.tables = tables;
        this.end = end;
    }

    /** {@return the store as this transaction sees it, for {@link dev.licencekeys.LicenceKeys#with}} */
    public LicenceKeyStore store() {
        return new Joined();
    }

    /** Keeps what was written. */
    public void commit() {
        requireOpen();
        finish();
        afterCommit.forEach(Runnable::run);
    }

    /** Takes back what was written. */
    public void rollback() {
        requireOpen();
        undo.undo();
        finish();
    }

    /** Rolls back unless it has ended. */
    @Override
    public void close() {
        if (open) {
            rollback();
        }
    }

    private void finish() {
        open = false;
        end.run();
    }

    private void requireOpen() {
        if (!open) {
            throw new TransactionRefusedException("the transaction has ended; begin another one");
        }
    }

    private final class Joined implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            requireOpen();
            return work.apply(new InMemorySession(tables, undo, afterCommit::add));
        }
    }
}
