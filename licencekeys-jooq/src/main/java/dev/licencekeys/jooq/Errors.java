package dev.licencekeys.jooq;

import dev.licencekeys.error.BusyException;
import dev.licencekeys.error.LicenceKeysException;
import dev.licencekeys.error.SchemaException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.TransactionRefusedException;
import java.sql.SQLException;
import java.util.Set;

/**
 * What a database's error means to the host: vendor code first, SQLSTATE second.
 *
 * <p>The driver's message is left out, since it may quote the content of a row (H2 quotes the value that is too long,
 * PostgreSQL the key that is not unique), and so the cause is a copy that has only the codes and the stack trace.
 */
final class Errors {
    /** MariaDB: lock wait time-out; time-out of the statement. H2: lock time-out. */
    private static final Set<Integer> BUSY_CODES = Set.of(1205, 1969, 50200);

    /** PostgreSQL: lock time-out; time-out of the statement, or somebody cancelled it. */
    private static final Set<String> BUSY_STATES = Set.of("55P03", "57014");

    /**
     * MariaDB: deadlock; record changed since it was read. H2: deadlock; concurrent update; a row that was found at READ
     * UNCOMMITTED is gone.
     */
    private static final Set<Integer> TRANSIENT_CODES = Set.of(1213, 1020, 40001, 90131, 90143);

    /** MariaDB: duplicate entry. H2: unique index or primary key violation. */
    private static final Set<Integer> DUPLICATE_CODES = Set.of(1062, 23505);

    /** MariaDB: command denied on a table. H2: not enough rights; administrators only. */
    private static final Set<Integer> PRIVILEGE_CODES = Set.of(1142, 90096, 90040);

    private Errors() {}

    static LicenceKeysException translate(SQLException e) {
        SQLException cause = withoutMessage(e);
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String codes = "(SQLSTATE " + state + ", code " + e.getErrorCode() + ")";
        if (BUSY_CODES.contains(e.getErrorCode()) || BUSY_STATES.contains(state)) {
            return new BusyException(
                    "other transactions held the rows until the lock time-out " + codes + "; try again", cause);
        }
        if (TRANSIENT_CODES.contains(e.getErrorCode()) || state.startsWith("40")) {
            return new StoreException("the database undid the transaction in favour of another " + codes, true, cause);
        }
        if (isDuplicate(e)) {
            // Two callers that store the same key at once: the second finds it there when it tries again.
            return new StoreException("another transaction stored the same row first " + codes, true, cause);
        }
        if (state.startsWith("08") || state.startsWith("57P0") || state.startsWith("53")) {
            return new StoreException("the connection to the database failed " + codes, true, cause);
        }
        if (state.equals("25006")) {
            return new TransactionRefusedException("the transaction is read-only, or the server is a replica " + codes
                    + "; keys are given only in a transaction that may write");
        }
        if (state.equals("42P01") || state.equals("42S02") || e.getErrorCode() == 42102 || e.getErrorCode() == 42104) {
            return new SchemaException(
                    "a table of the library is missing " + codes
                            + "; run Schema.on(dataSource).migrate(), or Schema.ddl"
                            + " for your own migrations, and see that the connection uses that schema",
                    cause);
        }
        if (isPrivilege(e)) {
            return new StoreException(
                    "the database user lacks a privilege " + codes
                            + "; the library needs SELECT, INSERT, UPDATE and DELETE on the tables licence_*",
                    false,
                    cause);
        }
        if (state.equals("25P02")) {
            return new StoreException(
                    "the transaction had failed before this call " + codes + "; roll it back and begin it again",
                    false,
                    cause);
        }
        return new StoreException("the database refused a statement " + codes, false, cause);
    }

    /** Whether the user may not do this. */
    static boolean isPrivilege(SQLException e) {
        return PRIVILEGE_CODES.contains(e.getErrorCode()) || "42501".equals(e.getSQLState());
    }

    /** Whether a unique key was violated. */
    static boolean isDuplicate(SQLException e) {
        return DUPLICATE_CODES.contains(e.getErrorCode()) || "23505".equals(e.getSQLState());
    }

    private static SQLException withoutMessage(SQLException e) {
        SQLException bare = new SQLException(e.getClass().getSimpleName(), e.getSQLState(), e.getErrorCode());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }
}
