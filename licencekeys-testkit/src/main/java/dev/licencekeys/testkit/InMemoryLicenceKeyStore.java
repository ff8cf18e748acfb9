package dev.licencekeys.testkit;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A store that forgets everything with its process: for the tests of a shop, or below a journal that outlives it.
 *
 * <pre>{@code
 * LicenceKeys keys = LicenceKeys.open(new InMemoryLicenceKeyStore(), KeyProtection.plaintext());
 * }</pre>
 *
 * <p>It keeps every promise of a database but one: nothing outlives the process. Transactions run one after the other,
 * each with the whole store to itself, and are taken back entirely when they fail. Safe for use by several threads.
 *
 * <p>What several threads do is answered as if they had come one after the other (it is linearizable), for three reasons.
 * Every read and write of a row lies between taking the one permit that there is and giving it back, so no two transactions
 * overlap, and that order is one of their moments. A transaction that fails takes back all that it wrote before it gives the
 * permit back, so nobody ever sees it. And giving the permit back happens before the next one takes it, so that one sees all
 * that was written, on whatever thread.
 *
 * @see #begin() what to do where the shop has a transaction of its own
 */
public final class InMemoryLicenceKeyStore implements LicenceKeyStore {
    /** How long a transaction waits for its turn unless told otherwise. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    private final InMemoryTables tables = new InMemoryTables();

    /** Not a lock of a thread: the host may end its transaction on another thread than it began it. */
    private final Semaphore turn = new Semaphore(1);

    private final Duration deadline;

    /** A store without a row, whose transactions wait for their turn for {@link #DEFAULT_DEADLINE}. */
    public InMemoryLicenceKeyStore() {
        this(DEFAULT_DEADLINE);
    }

    /**
     * A store without a row.
     *
     * @param deadline how long its transactions wait for their turn
     */
    public InMemoryLicenceKeyStore(Duration deadline) {
        this.deadline = deadline;
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            try (InMemoryTransaction transaction = begin(end - System.nanoTime())) {
                R result;
                try {
                    result = transaction.store().transact(work);
                } catch (LicenceKeysException e) {
                    if (e.isTransient() && System.nanoTime() < end) {
                        continue;
                    }
                    throw e;
                }
                transaction.commit();
                return result;
            }
        }
    }

    @Override
    public Optional<LicenceKeyStore> forGroups() {
        return Optional.of(this);
    }

    /**
     * Begins a transaction of the host, which others wait for.
     *
     * <pre>{@code
     * try (InMemoryTransaction transaction = store.begin()) {
     *     keys.with(transaction.store()).fulfil(order);
     *     transaction.commit();
     * }
     * }</pre>
     *
     * @return the transaction; close it
     * @throws BusyException if another transaction did not end within the deadline, or the thread is interrupted
     */
    public InMemoryTransaction begin() {
        return begin(deadline.toNanos());
    }

    private InMemoryTransaction begin(long nanos) {
        try {
            if (turn.tryAcquire() || turn.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                return new InMemoryTransaction(tables, turn::release);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted while another transaction was open", e);
        }
        throw new BusyException("another transaction was open for more than " + deadline);
    }
}
