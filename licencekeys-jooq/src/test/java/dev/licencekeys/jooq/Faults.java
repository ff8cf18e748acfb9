package dev.licencekeys.jooq;

import dev.licencekeys.jooq.WatchedJdbc.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets the calls of one thread to the server fail: from the k-th on, so many of them. */
final class Faults implements WatchedJdbc.Watcher {
    private final Thread thread = Thread.currentThread();
    private Fault planted = Fault.NONE;
    private int calls;
    private boolean fired;

    /** What fails. */
    enum Kind {
        /** The server refuses a statement, and PostgreSQL with it the rest of the transaction. */
        REFUSED,

        /** The server rolls the transaction back in favour of another. */
        DEADLOCK,

        /** The connection breaks. */
        DEAD
    }

    /**
     * What is to fail.
     *
     * @param first the first call that fails, from 1
     * @param count how many fail
     * @param reachingServer whether they fail only after the server did what they ask for
     */
    record Fault(int first, int count, Kind kind, boolean reachingServer) {
        private static final Fault NONE = new Fault(1, 0, Kind.REFUSED, false);
    }

    /** From now on every call succeeds, and is counted. */
    void none() {
        plant(Fault.NONE);
    }

    void plant(Fault fault) {
        planted = fault;
        calls = 0;
        fired = false;
    }

    /** Whether anything failed. */
    boolean fired() {
        return fired;
    }

    int calls() {
        return calls;
    }

    @Override
    public void before(Call call) throws SQLException {
        if (Thread.currentThread() == thread) {
            calls++;
            if (!planted.reachingServer()) {
                failIfDue(call);
            }
        }
    }

    @Override
    public void after(Call call) throws SQLException {
        // What is refused has no effect; only of a statement the server may find that out late.
        boolean possible = planted.kind() != Kind.REFUSED || call.isStatement();
        if (Thread.currentThread() == thread && planted.reachingServer() && possible) {
            failIfDue(call);
        }
    }

    private void failIfDue(Call call) throws SQLException {
        if (calls >= planted.first() && calls - planted.first() < planted.count()) {
            fired = true;
            throw fail(call.connection());
        }
    }

    private SQLException fail(Connection real) throws SQLException {
        Database database = Database.of(real);
        switch (planted.kind()) {
            case REFUSED -> {
                if (database == Database.POSTGRESQL) {
                    abort(real);
                }
                return new SQLException("planted", "XX000", 99_999);
            }
            case DEADLOCK -> {
                if (!real.getAutoCommit()) {
                    real.rollback();
                }
                return switch (database) {
                    case POSTGRESQL, YUGABYTEDB -> new SQLException("planted", "40P01", 0);
                    case MARIADB, MYSQL -> new SQLException("planted", "40001", 1213);
                    case H2 -> new SQLException("planted", "40001", 40001);
                };
            }
            default -> {
                real.close();
                return new SQLException("planted", "08006", 0);
            }
        }
    }

    /** As the server does when it refuses a statement. */
    private static void abort(Connection real) {
        try (Statement statement = real.createStatement()) {
            statement.execute("select 1 / 0");
        } catch (SQLException e) {
            // Wanted.
        }
    }
}
