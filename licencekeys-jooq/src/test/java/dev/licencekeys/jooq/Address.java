package dev.licencekeys.jooq;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a database is, and how to get in. */
record Address(String url, String user, String password) {
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** A connection on which a host has begun a transaction. */
    Connection begin() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Every connection is a new one. */
    DataSource dataSource() {
        try {
            return switch (Database.ofUrl(url)) {
                case H2 -> h2();
                case POSTGRESQL, YUGABYTEDB -> postgresql();
                case MARIADB, MYSQL -> mariaDb();
            };
        } catch (SQLException e) {
            throw new IllegalStateException("no data source for " + url, e);
        }
    }

    private DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private DataSource postgresql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private DataSource mariaDb() throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** A pool as a host would make it, of so many connections. */
    HikariConfig pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        return config;
    }

    /** The database of this name on the same server. */
    Address database(String name) {
        return new Address(url.replaceFirst("(://[^/]+/)[^?]*", "$1" + name), user, password);
    }

    /** Runs statements, each committed at once. */
    void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("failed on " + url, e);
        }
    }
}
