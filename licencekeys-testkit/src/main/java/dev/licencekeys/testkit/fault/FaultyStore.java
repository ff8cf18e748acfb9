package dev.licencekeys.testkit.fault;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A store whose next transactions fail as a test says; all others are those of the store behind it.
 *
 * <pre>{@code
 * FaultyStore faulty = new FaultyStore(store);
 * LicenceKeys keys = LicenceKeys.open(faulty, KeyProtection.plaintext());
 * ...
 * faulty.next(Fault.deadlock(), Fault.lostAnswer());
 * }</pre>
 *
 * <p>Each transaction that is begun takes the next fault, whoever begins it: plan them when the shop is set up. A call of the
 * library is one transaction, but for those that work in batches, such as uploads. The store behind tries again by itself
 * what fails in passing; a fault is what is left when it gives up, so the caller sees it at once, and each try of the caller
 * takes one fault.
 *
 * <p>Callers of {@link dev.licencekeys.LicenceKeys#fulfil} who share a transaction share its fault, too: the group is
 * dissolved, and each of them is tried alone, with the faults that are left.
 *
 * <p><b>Joined to a transaction of the host</b>, the store behind can neither commit nor roll back, and so nor can a fault:
 *
 * <ul>
 *   <li>{@link Fault#deadlock()} and {@link Fault#busy()} fail before anything is written.
 *   <li>{@link Fault#crashBeforeCommit} and {@link Fault#lostAnswer()} fail after the work, which is in the host's transaction
 *       then: gone if the host rolls back, as it has to, and kept if it commits nevertheless, which no database would do after
 *       a crash. Here that is a fault of the host, and the test sees it.
 *   <li>{@link Fault#slow} waits within the host's transaction.
 * </ul>
 *
 * <p>Safe for use by several threads.
 */
public final class FaultyStore implements LicenceKeyStore {
    private final LicenceKeyStore right;
    private final Queue<Fault> faults;

    /**
     * A store without a fault yet.
     *
     * @param right does the work; not to be closed before
     */
    public FaultyStore(LicenceKeyStore right) {
        this(right, new ConcurrentLinkedQueue<>());
    }

    private FaultyStore(LicenceKeyStore right, Queue<Fault> faults) {
        this.right = right;
        this.faults = faults;
    }

    /** Plans what happens to the next transactions, one after the other, behind what is planned already. */
    public void next(Fault... planned) {
        faults.addAll(List.of(planned));
    }

    /** Faults that did not happen yet: what a test that planned too many, or a shop that gave up too early, leaves. */
    public int left() {
        return faults.size();
    }

    /**
     * The same faults on another way to the same store, for example within a transaction of the host.
     *
     * @param other does the work
     */
    public FaultyStore over(LicenceKeyStore other) {
        return new FaultyStore(other, faults);
    }

    @Override
    public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
        Fault fault = faults.poll();
        return fault == null ? right.transact(work) : fault.strike(right, work);
    }

    @Override
    public Optional<LicenceKeyStore> forGroups() {
        return right.forGroups().map(this::over);
    }
}
