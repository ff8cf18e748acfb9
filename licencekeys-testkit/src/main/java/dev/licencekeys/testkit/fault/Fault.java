package dev.licencekeys.testkit.fault;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.function.Function;
import java.util.function.Supplier;

/** What happens to one transaction of a {@link FaultyStore}. Safe for use by several threads, and for several transactions. */
public abstract sealed class Fault {
    private Fault() {}

    /**
     * Lets the store behind do the work, or not, and fails as a store does.
     *
     * @return what the work came to, if it is to be known
     */
    abstract <R> R strike(LicenceKeyStore right, Function<? super StoreTransaction, ? extends R> work);

    /** Nothing: this transaction is left alone, and the fault after it strikes the next. */
    public static Fault none() {
        return new None();
    }

    /** A deadlock of which this transaction is the victim: a transient {@link StoreException}; nothing is kept. */
    public static Fault deadlock() {
        return new Refuses(
                () -> new StoreException("planted: a deadlock, of which this transaction is the victim", true));
    }

    /** Others hold the rows until the deadline: a {@link BusyException}, which is transient; nothing is kept. */
    public static Fault busy() {
        return new Refuses(() -> new BusyException("planted: others held the rows until the deadline"));
    }

    /**
     * The commit takes effect, and its answer is lost: a transient {@link StoreException}; everything is kept. Trying again
     * gives the same keys, which are not new then.
     */
    public static Fault lostAnswer() {
        return new LosesAnswer();
    }

    /**
     * The work is done, and the server or the connection dies before the commit: a {@link StoreException}; nothing is kept.
     *
     * @param canRetry whether it is transient: a connection that broke, not a disk that is full
     */
    public static Fault crashBeforeCommit(boolean canRetry) {
        return new Crashes(canRetry);
    }

    /**
     * The work is done, and the transaction stays open, with all its locks, until the gate is opened; then it is committed.
     * Others meet what they would meet with a slow transaction. An interrupted thread gets a {@link BusyException}, and
     * nothing is kept.
     *
     * @param gate opened by the test, which can wait until the transaction is there
     */
    public static Fault slow(Gate gate) {
        return new Slow(gate);
    }

    private static final class None extends Fault {
        @Override
        <R> R strike(LicenceKeyStore right, Function<? super StoreTransaction, ? extends R> work) {
            return right.transact(work);
        }
    }

    /** Fails before any work. */
    private static final class Refuses extends Fault {
        private final Supplier<LicenceKeysException> failure;

        Refuses(Supplier<LicenceKeysException> failure) {
            this.failure = failure;
        }

        @Override
        <R> R strike(LicenceKeyStore right, Function<? super StoreTransaction, ? extends R> work) {
            throw failure.get();
        }
    }

    private static final class LosesAnswer extends Fault {
        @Override
        <R> R strike(LicenceKeyStore right, Function<? super StoreTransaction, ? extends R> work) {
            right.transact(work);
            throw new StoreException("planted: the answer to the commit was lost; it took effect", true);
        }
    }

    private static final class Crashes extends Fault {
        private final boolean canRetry;

        Crashes(boolean canRetry) {
            this.canRetry = canRetry;
        }

        @Override
        <R> R strike(LicenceKeyStore right, Function<? super StoreTransaction, ? extends R> work) {
            Disguised failure =
                    new Disguised(new StoreException("planted: the database was lost before the commit", canRetry));
            return failure.thrownFrom(() -> right.transact(tx -> {
                R unused = work.apply(tx);
                throw failure;
            }));
        }
    }

    private static final class Slow extends Fault {
        private final Gate gate;

        Slow(Gate gate) {
            this.gate = gate;
        }

        @Override
        <R> R strike(LicenceKeyStore right, Function<? super StoreTransaction, ? extends R> work) {
            Disguised interrupted = new Disguised(new BusyException("planted: interrupted in a slow transaction"));
            return interrupted.thrownFrom(() -> right.transact(tx -> {
                R result = work.apply(tx);
                if (!gate.pass()) {
                    throw interrupted;
                }
                return result;
            }));
        }
    }

    /** A failure of which the store behind does not know that it may pass: it would try again. */
    private static final class Disguised extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final LicenceKeysException failure;

        Disguised(LicenceKeysException failure) {
            super(failure);
            this.failure = failure;
        }

        <R> R thrownFrom(Supplier<R> transaction) {
            try {
                return transaction.get();
            } catch (Disguised e) {
                throw e == this ? failure : e;
            }
        }
    }
}
