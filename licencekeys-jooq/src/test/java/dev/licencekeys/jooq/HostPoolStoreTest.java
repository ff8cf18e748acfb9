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

/**
 * Every contract in transactions of our own on a pool of the host, as hosts set theirs up: half of them, told apart by their
 * names, on a pool of one connection that commits by itself, the others on a pool of four that doesn't.
 */
class HostPoolStoreTest {
    private static final List<HikariDataSource> POOLS = new ArrayList<>();

    @TestFactory
    Stream<DynamicContainer> keeps() {
        return Stream.of(keeps(true, 1), keeps(false, 4));
    }

    private static DynamicContainer keeps(boolean autoCommit, int size) {
        HikariConfig config = TestDatabase.POSTGRESQL_NEWEST.address().pool(size);
        config.setAutoCommit(autoCommit);
        HikariDataSource pool = new HikariDataSource(config);
        POOLS.add(pool);
        JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.own(pool));
        return dynamicContainer(
                "autocommit " + autoCommit + ", pool of " + size,
                Contracts.all().stream()
                        .filter(contract -> contract.toString().hashCode() % 2 == 0 == autoCommit)
                        .map(contract -> dynamicTest(contract.toString(), () -> contract.check(() -> store))));
    }

    @AfterAll
    static void close() {
        POOLS.forEach(HikariDataSource::close);
    }
}
