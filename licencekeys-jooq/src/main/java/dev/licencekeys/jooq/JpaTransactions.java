package dev.licencekeys.jooq;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.jooq.JoinedTransactions.Work;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Joins the transaction of a Jakarta Persistence {@link EntityManager}: of any provider of version 3.2 (Hibernate 7,
 * EclipseLink 5), and of Hibernate 6. Apart, so that hosts without it don't need it.
 */
public final class JpaTransactions {
    private static final String REMEDY =
            "the entity manager lent a connection outside its transaction; call entityManager.flush() before";

    private JpaTransactions() {}

    /**
     * The transaction that is under way on this entity manager. What the host has persisted may not be in the database
     * yet: no provider flushes before.
     *
     * @param entityManager in a transaction, otherwise every call is {@linkplain TransactionRefusedException refused}
     */
    public static Transactions joining(EntityManager entityManager) {
        return joining(entityManager, Transactions.DEFAULT_PATIENCE);
    }

    /** The same with another patience. */
    public static Transactions joining(EntityManager entityManager, Duration patience) {
        return new JoinedTransactions(work -> lend(entityManager, work), REMEDY, patience);
    }

    private static void lend(EntityManager entityManager, Work work) throws SQLException {
        if (!entityManager.isOpen()) {
            throw new TransactionRefusedException("the entity manager is closed; call within its transaction");
        }
        // Outside a transaction Hibernate would run the work all the same, and commit it.
        if (!entityManager.isJoinedToTransaction()) {
            throw new TransactionRefusedException("no transaction is under way on this entity manager; begin one first"
                    + " (entityManager.getTransaction().begin(), or @Transactional), or let the library commit"
                    + " by itself, see Transactions.own");
        }
        try {
            JpaRoute.of(entityManager).lend(entityManager, work);
        } catch (TransactionRefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unwrapped(e);
        }
    }

    /** What the provider itself met on the way to its connection. */
    private static SQLException unwrapped(RuntimeException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        throw new StoreException("the entity manager did not lend its connection", false, e);
    }
}
