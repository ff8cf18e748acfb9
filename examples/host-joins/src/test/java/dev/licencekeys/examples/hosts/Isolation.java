package dev.licencekeys.examples.hosts;

import java.sql.Connection;
import java.util.Locale;

/** What the transactions of a host keep apart. */
enum Isolation {
    READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    /** Its number in {@link Connection}. */
    int level() {
        return level;
    }

    /** The isolation that a database's own words name. */
    static Isolation named(String words) {
        return valueOf(words.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_"));
    }
}
