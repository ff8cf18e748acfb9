package dev.licencekeys.jooq;

import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.testkit.StoreFixture;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The databases on which the tests run. Each starts when the first test asks for it, and is shared by all. */
enum TestDatabase {
    /** In memory. */
    H2,

    /** In a file. */
    H2_FILE,

    /** The oldest release that we support. */
    POSTGRESQL_OLDEST,

    /** The newest release. */
    POSTGRESQL_NEWEST,

    /** The release that can be started here. */
    MARIADB;

    private static final Map<TestDatabase, Running> RUNNING = new ConcurrentHashMap<>();

    private record Running(Address address, JooqLicenceKeyStore store) {}

    private Running running() {
        return RUNNING.computeIfAbsent(this, database -> {
            Address address = database.start();
            Schema.on(address.dataSource()).migrate();
            return new Running(address, JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(16))));
        });
    }

    /** A database with our tables. */
    Address address() {
        return running().address();
    }

    /** A store on it, with a pool of its own. */
    JooqLicenceKeyStore store() {
        return running().store();
    }

    /** How contracts get a store on it: as a rule the shared one. */
    StoreFixture fixture() {
        return new StoreFixture() {
            @Override
            public LicenceKeyStore store() {
                return TestDatabase.this.store();
            }

            /** With connections of its own, of which none stays open. */
            @Override
            public LicenceKeyStore reopened() {
                return JooqLicenceKeyStore.open(Transactions.own(address().dataSource()));
            }
        };
    }

    private Address start() {
        return switch (this) {
            case H2 -> Databases.h2InMemory();
            case H2_FILE -> Databases.h2InFile();
            case POSTGRESQL_OLDEST -> Databases.postgreSql("oldest");
            case POSTGRESQL_NEWEST -> Databases.postgreSql("newest");
            case MARIADB -> Databases.mariaDb();
        };
    }

    /** Whether its server is not one of the user's own. */
    boolean isStartedHere() {
        return switch (this) {
            case H2, H2_FILE -> true;
            case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST ->
                Databases.own("postgresql").isEmpty();
            case MARIADB -> Databases.own("mariadb").isEmpty();
        };
    }

    /** A database for other processes: H2 opens a file for one of them at a time, so that it has to be another one. */
    Address forProcesses() {
        return this == H2_FILE ? empty() : address();
    }

    /** Another database on the same server, which is empty. */
    Address empty() {
        if (this == H2 || this == H2_FILE) {
            return start();
        }
        String name = "licencekeys_" + UUID.randomUUID().toString().replace('-', '_');
        address().run("create database " + name);
        return address().database(name);
    }
}
