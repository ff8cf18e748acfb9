package dev.licencekeys.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a store remembers from one transaction to the next. Safe for use by several threads. */
final class Memory {
    private final LowWaterMarks marks = new LowWaterMarks();
    private volatile @Nullable Database database;

    LowWaterMarks marks() {
        return marks;
    }

    /** The database, found out and its schema checked on the first connection. */
    Database database(Connection connection) throws SQLException {
        Database known = database;
        if (known == null) {
            known = Database.of(connection);
            Schema.validate(connection);
            database = known;
        }
        return known;
    }
}
