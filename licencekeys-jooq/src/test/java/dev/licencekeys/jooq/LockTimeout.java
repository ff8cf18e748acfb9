package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How long a host's own statements wait for locks. */
final class LockTimeout {
    private LockTimeout() {}

    /** Sets one that nobody else has, for all transactions of a connection; returns it. */
    static String set(TestDatabase database, Connection host) throws SQLException {
        try (Statement statement = host.createStatement()) {
            statement.execute(
                    switch (database) {
                        case H2, H2_FILE -> "set lock_timeout 7000";
                        case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST -> "set lock_timeout = 7000";
                        case MARIADB -> "set session innodb_lock_wait_timeout = 7";
                    });
        }
        host.commit();
        return of(database, host);
    }

    static String of(TestDatabase database, Connection host) throws SQLException {
        String sql = switch (database) {
            case H2, H2_FILE -> "select lock_timeout()";
            case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST -> "show lock_timeout";
            case MARIADB -> "select @@session.innodb_lock_wait_timeout";
        };
        try (Statement statement = host.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
