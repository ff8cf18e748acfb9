package dev.licencekeys.jooq;

import dev.licencekeys.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transaction's connection, and the care that it takes. For one thread. */
final class Session {
    private final Connection connection;
    private final Memory memory;
    private final Database database;
    private final WaitBounds waits;
    private final Kind kind;
    private final long deadline;

    /** Lock waits are shortened when this much of the patience has gone since they were bounded. */
    private static final Duration GRAIN = Duration.ofMillis(500);

    private @Nullable String waitsBefore;
    private @Nullable Duration bound;
    private Optional<WaitBounds.Entry> entry = Optional.empty();

    /** Whether something may have been locked. */
    private boolean locks;

    private @Nullable Remedy beforePlenty;
    private @Nullable Remedy beforeWrite;
    private final List<Runnable> afterCommit = new ArrayList<>();

    /** Whose connection it is. */
    enum Kind {
        /** From a pool of our own, which sets its connections up. */
        OWN_POOL,

        /** From a pool of the host, for a transaction of our own. */
        OWN_TRANSACTION,

        /** In the middle of a transaction of the host. */
        JOINED
    }

    /**
     * A session.
     *
     * @param patience how long a statement of a connection of our own waits for a lock as it was set up
     * @param left how much of it is left
     */
    Session(Connection connection, Memory memory, Kind kind, Duration patience, Duration left) throws SQLException {
        this.connection = connection;
        this.memory = memory;
        this.database = memory.database(connection);
        this.waits = new WaitBounds(database, connection);
        this.kind = kind;
        this.deadline = System.nanoTime() + left.toNanos();
        this.bound = kind == Kind.OWN_POOL ? patience : null;
    }

    /** Whether a failure that may pass makes us begin the transaction again. */
    boolean ownsTransaction() {
        return kind != Kind.JOINED;
    }

    Database database() {
        return database;
    }

    Render render() {
        return database.render();
    }

    LowWaterMarks marks() {
        return memory.marks();
    }

    Jdbc jdbc() {
        return new Jdbc(database, connection, new Jdbc.Waits() {
            @Override
            public void bound() {
                boundWaits();
            }

            @Override
            public Optional<Jdbc.Preface> boundRead() {
                return beforeRead();
            }

            @Override
            public Duration left() {
                return Session.this.left();
            }
        });
    }

    /** What was not set up by us may read whole tables, on PostgreSQL, or wait in a plain read, on H2. */
    private Optional<Jdbc.Preface> beforeRead() {
        if (bound == null && database.keepsPlans()) {
            return Optional.of(preface(left()));
        }
        if (kind == Kind.JOINED && database.repeatsPlainReads() && jdbc().readsUncommitted()) {
            boundWaits();
        }
        return Optional.empty();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    /** Whether the deadline has passed. */
    boolean isOver() {
        return System.nanoTime() - deadline > 0;
    }

    /** Before a statement that may wait for a lock: sees that it won't wait beyond the deadline. */
    void boundWaits() {
        locks = true;
        Duration left = left();
        if (bound != null && left.compareTo(bound.minus(GRAIN)) > 0) {
            return;
        }
        try {
            if (database.keepsPlans()) {
                waits.run(preface(left));
            } else {
                waits.bound(left, before -> waitsBefore = waitsBefore == null ? before : waitsBefore);
                bound = left;
            }
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** The first of a call of a host sets a savepoint, too, to go back to after a failure. */
    private Jdbc.Preface preface(Duration left) {
        boolean enters = kind == Kind.JOINED && entry.isEmpty();
        return waits.preface(left, enters, entered -> {
            if (enters) {
                waitsBefore = entered.undo();
                entry = Optional.of(entered);
            }
            bound = left;
        });
    }

    /**
     * Whether no earlier call of this transaction can have taken keys. Such keys are gone for this transaction, and there
     * again when it is rolled back.
     */
    boolean isFirstOfTransaction() {
        if (kind != Kind.JOINED) {
            return true;
        }
        try {
            return entry.isPresent() ? entry.get().isFirst() : waits.isFirstOfTransaction();
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    /** Before rows are locked that may have to be let go. */
    void beforePlenty() {
        if (kind != Kind.JOINED || !database.savepointFreesLocks()) {
            return;
        }
        boolean hasLocks = locks;
        boundWaits();
        // What was locked since the entry is kept. Without a name: a later one of the same name would stand before it.
        beforePlenty = hasLocks ? savepoint(connection::setSavepoint) : waits::rollbackToEntry;
    }

    /**
     * Frees the rows locked since {@link #beforePlenty()}. MariaDB keeps them: then a deadlock is possible, and transient.
     *
     * @throws StoreException in a transaction of our own, which begins again and finds the pool scarce from the start
     */
    void letGo() {
        if (kind != Kind.JOINED) {
            throw new StoreException("a pool holds fewer keys to give than its positions promised; try again", true);
        }
        if (beforePlenty != null) {
            rollback(beforePlenty);
        }
    }

    /** Before the first write. A host that goes on after our failure must not commit half of what we wrote. */
    void beforeWrite() {
        locks = true;
        if (kind == Kind.JOINED && beforeWrite == null) {
            if (beforePlenty != null) {
                beforeWrite = beforePlenty;
            } else if (entry.isPresent()) {
                beforeWrite = waits::rollbackToEntry;
            } else {
                beforeWrite = savepoint(() -> connection.setSavepoint(WaitBounds.SAVEPOINT));
            }
        }
    }

    /** Remembers what to do once the transaction is committed. */
    void afterCommit(Runnable step) {
        afterCommit.add(step);
    }

    /** After the commit. */
    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    /** After success. */
    void leave() throws SQLException {
        restoreWaits();
    }

    /** After a failure, whose own exception is what the host is told; whatever fails here is added to it. */
    void leaveAfter(Throwable failure) {
        boolean usable = database.survivesFailedStatement() || !isOfDatabase(failure);
        if (beforeWrite != null) {
            usable |= attempt(failure, beforeWrite);
        }
        if (usable) {
            attempt(failure, this::restoreWaits);
        }
    }

    private static boolean isOfDatabase(Throwable failure) {
        return failure instanceof SQLException || failure.getCause() instanceof SQLException;
    }

    /** Something to do after a failure. */
    @FunctionalInterface
    private interface Remedy {
        void apply() throws SQLException;
    }

    private static boolean attempt(Throwable failure, Remedy remedy) {
        try {
            remedy.apply();
            return true;
        } catch (SQLException e) {
            failure.addSuppressed(Errors.translate(e));
            return false;
        }
    }

    private void restoreWaits() throws SQLException {
        if (waitsBefore != null && (kind == Kind.JOINED || database.survivesFailedStatement())) {
            waits.restore(waitsBefore, locks);
        }
    }

    /** Sets a savepoint. */
    @FunctionalInterface
    private interface SavepointSetter {
        Savepoint set() throws SQLException;
    }

    /** Sets one, and says how to go back to it. */
    private Remedy savepoint(SavepointSetter setter) {
        try {
            Savepoint savepoint = setter.set();
            return () -> connection.rollback(savepoint);
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }

    private static void rollback(Remedy to) {
        try {
            to.apply();
        } catch (SQLException e) {
            throw Errors.translate(e);
        }
    }
}
