package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.error.TransactionRefusedException;
import dev.licencekeys.key.KeyProtection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A data source is joined only if it hands out the connection of a transaction. */
class DataSourceJoinTest {
    /** With autocommit off its connections look as if they were in a transaction, and it undoes what was done on them. */
    @ParameterizedTest
    @CsvSource({"true, 1", "true, 4", "false, 1", "false, 4"})
    void aPlainPoolIsRefused(boolean autoCommit, int size) {
        HikariConfig config = TestDatabase.H2.address().pool(size);
        config.setAutoCommit(autoCommit);
        config.setConnectionTimeout(500);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(() -> upload(pool))
                    .isInstanceOf(TransactionRefusedException.class)
                    .hasMessageContaining("TransactionAwareDataSourceProxy")
                    .hasMessageContaining("Transactions.own");
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    /** As transaction managers of application servers do: each handle is an object of its own. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void handlesOfOneConnectionAreJoined(TestDatabase database) throws SQLException {
        try (Connection connection = database.address().begin()) {
            upload(LentConnections.of(connection));
            connection.rollback();
        }
    }

    @Test
    void connectionsOfTwoSessionsAreRefused() {
        assertThatThrownBy(() -> upload(
                        LentConnections.from(() -> TestDatabase.H2.address().begin())))
                .isInstanceOf(TransactionRefusedException.class);
    }

    private static void upload(DataSource source) {
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.joining(source));
        LicenceKeys.builder(store, KeyProtection.plaintext())
                .shop("data-source-join")
                .build()
                .stock()
                .upload("photo", Stream.of("KEY-1"));
    }
}
