package dev.licencekeys.examples.hosts;

import dev.licencekeys.error.LicenceKeysException;
import java.sql.SQLException;
import java.util.Optional;

/** Tells the errors after which a host does well to begin its transaction again. */
final class Passing {
    private Passing() {}

    /** What passes, in a few words; empty if an error is for good. */
    static Optional<String> of(RuntimeException failure) {
        if (failure instanceof LicenceKeysException ours) {
            return ours.isTransient()
                    ? Optional.of(ours.getClass().getSimpleName() + ": " + ours.getMessage())
                    : Optional.empty();
        }
        return ofDatabase(failure);
    }

    /** The host's own statements, and its COMMIT, fail with whatever its layers put around the database's error. */
    private static Optional<String> ofDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("40")) {
                return Optional.of(failure.getClass().getSimpleName() + ": SQLSTATE " + sql.getSQLState());
            }
        }
        return Optional.empty();
    }
}
