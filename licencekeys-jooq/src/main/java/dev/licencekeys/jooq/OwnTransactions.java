package dev.licencekeys.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.error.LicenceKeysException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins and ends transactions, and tries a whole one again when it failed in passing.
 *
 * <p>That includes a COMMIT whose answer was lost: if it took effect, the next try finds everything on record and gives
 * the same answer.
 */
final class OwnTransactions extends Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(OwnTransactions.class);

    /** The longest pause between two tries. */
    private static final Duration MAX_PAUSE = Duration.ofMillis(64);

    /** A row that another transaction stored first is found by the next try; one that is taken after several is a fault. */
    private static final int DUPLICATE_TRIES = 5;

    /** One order whose keys are held must not hold up its whole group for long. MariaDB counts in seconds. */
    private static final Duration GROUP_PATIENCE = Duration.ofSeconds(1);

    private final DataSource dataSource;

    /** As the connections of a pool of our own are set up. */
    private final Duration usualPatience;

    private final Duration patience;
    private final Session.Kind kind;
    private final Runnable close;

    OwnTransactions(DataSource dataSource, Duration patience, Session.Kind kind, Runnable close) {
        this(dataSource, patience, patience, kind, close);
    }

    private OwnTransactions(
            DataSource dataSource, Duration usualPatience, Duration patience, Session.Kind kind, Runnable close) {
        this.dataSource = dataSource;
        this.usualPatience = usualPatience;
        this.patience = patience;
        this.kind = kind;
        this.close = close;
    }

    static OwnTransactions ofPool(HikariConfig config, Duration patience) {
        HikariConfig own = new HikariConfig();
        config.copyStateTo(own);
        own.setAutoCommit(false);
        own.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        own.setConnectionInitSql(databaseOf(config).initSql(patience));
        // Commits the initial SQL. H2's locks a table of its own, on which others would wait until the connection is
        // used.
        own.setIsolateInternalQueries(true);
        HikariDataSource pool = new HikariDataSource(own);
        return new OwnTransactions(pool, patience, Session.Kind.OWN_POOL, pool::close);
    }

    /** By the URL, or else by asking: a configuration may have a data source instead, or the class of one. */
    private static Database databaseOf(HikariConfig config) {
        if (config.getJdbcUrl() != null) {
            return Database.ofUrl(config.getJdbcUrl());
        }
        HikariConfig one = new HikariConfig();
        config.copyStateTo(one);
        one.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(one);
                Connection connection = pool.getConnection()) {
            return Database.of(connection);
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** The same for several callers at once; not to be closed. */
    OwnTransactions forGroups() {
        Duration shorter = patience.compareTo(GROUP_PATIENCE) < 0 ? patience : GROUP_PATIENCE;
        return new OwnTransactions(dataSource, usualPatience, shorter, kind, () -> {});
    }

    DataSource dataSource() {
        return dataSource;
    }

    @Override
    <R> R within(Memory memory, Function<Session, R> work) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (int tries = 1; ; tries++) {
            try {
                return once(memory, work, Duration.ofNanos(deadline - System.nanoTime()));
            } catch (LicenceKeysException e) {
                if (!mayPass(e, tries) || System.nanoTime() - deadline >= 0 || isInterrupted()) {
                    throw e;
                }
                LOG.debug("try {} failed in passing: {}", tries, e.getMessage());
                pause(tries);
            }
        }
    }

    private static boolean mayPass(LicenceKeysException e, int tries) {
        boolean duplicate = e.getCause() instanceof SQLException cause && Errors.isDuplicate(cause);
        return e.isTransient() && !(duplicate && tries >= DUPLICATE_TRIES);
    }

    private <R> R once(Memory memory, Function<Session, R> work, Duration left) {
        try (Loan loan = new Loan(dataSource.getConnection())) {
            Connection connection = loan.begin(kind == Session.Kind.OWN_POOL);
            Session session;
            try {
                session = new Session(connection, memory, kind, usualPatience, left);
            } catch (SQLException | RuntimeException e) {
                loan.rollback(e);
                throw e;
            }
            R result;
            try {
                result = work.apply(session);
                session.leave();
                loan.commit();
            } catch (SQLException | RuntimeException | Error e) {
                loan.rollback(e);
                session.leaveAfter(e);
                throw e;
            }
            session.committed();
            return result;
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** Whoever interrupted the caller wants an answer now, not another try; the flag is left for the caller. */
    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** Longer with each try, and different for each caller, so that those who collided don't collide again. */
    private static void pause(int tries) {
        long most = Math.min(MAX_PAUSE.toNanos(), 1_000_000L << Math.min(tries, 6));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    @Override
    public void close() {
        close.run();
    }
}
