package dev.licencekeys.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.jooq.Schema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database server, as durable as it is by default, and what only it understands. */
interface Server extends AutoCloseable {
    /** The product and its version. */
    String version() throws SQLException;

    /** A pool of so many connections to a new database, which is empty. */
    HikariConfig empty(int connections) throws SQLException;

    /**
     * Statements that put so many keys into each of some empty pools, as an import does, only faster, and leave the database
     * as if it had always been so.
     *
     * @param prefix of the pools' tags, a number follows it
     */
    List<String> filling(String prefix, int keys);

    /** Stops it, if it was started here. */
    @Override
    void close() throws IOException, SQLException;

    /** A pool of so many connections to a new database with our tables. */
    default HikariConfig database(int connections) throws SQLException {
        HikariConfig config = empty(connections);
        try (HikariDataSource source = new HikariDataSource(config)) {
            Schema.on(source).migrate();
        }
        return config;
    }

    /** A pool of one connection as some user. */
    static HikariConfig config(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(1);
        return config;
    }

    /** Runs statements one after the other, each a transaction of its own. */
    static void run(HikariConfig config, List<String> statements) throws SQLException {
        try (HikariDataSource source = new HikariDataSource(config);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What a server calls itself. */
    static String version(HikariConfig config) throws SQLException {
        try (HikariDataSource source = new HikariDataSource(config);
                Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        }
    }
}
