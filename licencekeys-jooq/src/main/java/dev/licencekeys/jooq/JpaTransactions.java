package dev.licencekeys.jooq;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;

/** Joins the transaction of a Jakarta Persistence 3.2 {@link EntityManager}. Apart, so that hosts without it don't need it. */
public final class JpaTransactions {
    private JpaTransactions() {}

    /**
     * The transaction that is under way on this entity manager. What the host has persisted may not be in the database
     * yet: no provider flushes before.
     *
     * @param entityManager in a transaction; with EclipseLink, flushed first, since before that it lends a connection
     *     outside the transaction, which is {@linkplain dev.licencekeys.error.TransactionRefusedException refused}
     */
    public static Transactions joining(EntityManager entityManager) {
        return joining(entityManager, Transactions.DEFAULT_PATIENCE);
    }

    /** The same with another patience. */
    public static Transactions joining(EntityManager entityManager, Duration patience) {
        return new JoinedTransactions(
                work -> {
                    if (!entityManager.isJoinedToTransaction()) {
                        // Outside a transaction Hibernate runs the work all the same, and commits it.
                        return;
                    }
                    entityManager.<Connection, Object>callWithConnection(connection -> {
                        work.apply(connection);
                        return work;
                    });
                },
                patience);
    }
}
