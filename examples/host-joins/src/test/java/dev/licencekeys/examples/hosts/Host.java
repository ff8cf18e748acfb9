package dev.licencekeys.examples.hosts;

import dev.licencekeys.LicenceKeys;
import java.util.function.Function;

/** A backend with its own way to begin and to end transactions. Each contract of {@link HostContract} holds on each. */
interface Host extends AutoCloseable {
    /** Runs work in one transaction, which is committed unless the work throws or asks for the opposite. */
    <R> R inTransaction(Function<HostTransaction, R> work);

    /** Runs work where a careless host would: on the same way, but without a transaction. */
    <R> R withoutTransaction(Function<LicenceKeys, R> work);

    @Override
    void close();

    /** What the host does in its transaction. */
    interface HostTransaction {
        /** Writes an order of the host's own. */
        void save(String orderId);

        /** Runs a query of the host's own, whose only row has only one text. */
        String ask(String query);

        /** The library, joined to this transaction. */
        LicenceKeys keys();

        /** Lets the transaction be rolled back though nothing is thrown. */
        void setRollbackOnly();
    }
}
