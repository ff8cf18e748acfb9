package dev.licencekeys.jooq;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.testkit.contract.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every contract in transactions of our own on a pool of the host, as hosts set theirs up. */
class HostPoolStoreTest {
    private static final List<HikariDataSource> POOLS = new ArrayList<>();

    @TestFactory
    Stream<DynamicContainer> keeps() {
        return Stream.of(
                keeps(TestDatabase.POSTGRESQL_NEWEST, true, 1), keeps(TestDatabase.POSTGRESQL_NEWEST, false, 4));
    }

    private static DynamicContainer keeps(TestDatabase database, boolean autoCommit, int size) {
        HikariConfig config = database.address().pool(size);
        config.setAutoCommit(autoCommit);
        HikariDataSource pool = new HikariDataSource(config);
        POOLS.add(pool);
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(pool));
        return dynamicContainer(
                "autocommit " + autoCommit + ", pool of " + size,
                Contracts.all().stream()
                        .map(contract -> dynamicTest(contract.toString(), () -> contract.check(() -> store))));
    }

    @AfterAll
    static void close() {
        POOLS.forEach(HikariDataSource::close);
    }
}
