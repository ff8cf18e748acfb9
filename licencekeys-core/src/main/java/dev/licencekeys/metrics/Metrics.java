package dev.licencekeys.metrics;

import dev.licencekeys.pool.PoolStock;
import java.time.Duration;
import java.util.List;

/**
 * Is told what the library does, one fact at a time. Each method does nothing unless it is overridden.
 *
 * <p>Whatever an implementation throws is caught, and logged once for each type; the call goes on. Implementations are safe
 * for use by several threads, and quick: they are called on the threads of those who call the library, of several that share
 * a transaction on one of them. They don't call the library back.
 *
 * <p>With transactions of the library's own a fact is told after the commit. In a transaction of the host nobody knows yet
 * whether it will commit: the figures count what was answered, also what is rolled back later.
 *
 * <p>Test orders are left out of everything that is told of orders. No method is told the value of a key.
 */
public interface Metrics {
    /** Tells nobody. */
    Metrics NONE = new Metrics() {};

    /**
     * An order was answered, by itself or together with others.
     *
     * @param shop the host's id of the shop
     * @param outcome what became of it
     * @param newKeys keys that it got now, from 0
     * @param waiting keys that it is owed and that are not available yet, from 0
     */
    default void orderAnswered(String shop, OrderOutcome outcome, int newKeys, int waiting) {}

    /**
     * Orders were answered in one transaction. Of orders that came while others were being committed it may be one for many;
     * a transaction that failed is not told.
     *
     * @param shop the host's id of the shop
     * @param orders how many, from 1
     * @param duration what it took from its begin to its commit, with all its tries; not the time in the queue before, nor a
     *     commit that is the host's
     */
    default void ordersServed(String shop, int orders, Duration duration) {}

    /**
     * A transaction, of orders or of anything else, was tried more than once; told when it ended, be it well or not.
     *
     * @param shop the host's id of the shop
     * @param retries tries after the first, from 1
     */
    default void transactionRetried(String shop, int retries) {}

    /**
     * A call, of an order or of anything else, ended with a {@link dev.licencekeys.error.BusyException}.
     *
     * @param shop the host's id of the shop
     */
    default void callWasBusy(String shop) {}

    /**
     * Somebody read the figures of all pools, see {@link dev.licencekeys.Stock#pools()}. They are not read for this, so ask
     * for them as often as your monitoring shall see them.
     *
     * @param shop the host's id of the shop
     * @param pools all pools that the shop has; one that was told before and is not among them is gone; unmodifiable
     */
    default void stockRead(String shop, List<PoolStock> pools) {}
}
