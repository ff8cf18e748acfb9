package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.SchemaException;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.error.UnsupportedDatabaseException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How the tables come to be, and what a host is told when they are not as the library needs them. */
class SchemaLifeTest {
    private static final int ROUNDS = 10;
    private static final int NODES = 4;

    @ParameterizedTest
    @EnumSource
    void withoutTablesTheHostIsToldToMigrate(TestDatabase database) {
        Address address = database.empty();
        refused(address, "Schema.on(dataSource).migrate()", "Schema.ddl");
        assertThatThrownBy(() -> Schema.on(address.dataSource()).validate())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("Schema.on(dataSource).migrate()");
    }

    @ParameterizedTest
    @EnumSource
    void migratingTwiceIsHarmless(TestDatabase database) {
        Address address = database.empty();
        Schema schema = Schema.on(address.dataSource());
        schema.migrate();
        schema.validate();
        onStore(address, SchemaLifeTest::sellsOne);
        schema.migrate();
        schema.validate();
        assertThat(number(address, "select count(*) from licence_schema")).isEqualTo(1);
        assertThat(number(address, "select max(version) from licence_schema")).isEqualTo(Schema.VERSION);
        assertThat(number(address, "select count(*) from licence_assignment")).isEqualTo(1);
        onStore(address, SchemaLifeTest::sellsOne);
    }

    @ParameterizedTest
    @EnumSource
    void newerTablesAreLeftAlone(TestDatabase database) {
        Address address = database.empty();
        Schema schema = Schema.on(address.dataSource());
        schema.migrate();
        address.run("insert into licence_schema (version) values (999)");
        String known = "knows only " + Schema.VERSION;
        refused(address, "version 999", known);
        assertThatThrownBy(schema::migrate)
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("version 999", known);
        assertThatThrownBy(schema::validate)
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll("version 999", known);
        assertThat(number(address, "select count(*) from licence_schema")).isEqualTo(2);
        for (String table : new String[] {"pool", "key", "stock", "product", "order_line"}) {
            assertThat(number(address, "select count(*) from licence_" + table))
                    .as(table)
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void olderTablesAreMigrated(TestDatabase database) {
        Address address = database.empty();
        Schema schema = Schema.on(address.dataSource());
        schema.migrate();
        address.run("delete from licence_schema");
        refused(address, "version 0", "needs " + Schema.VERSION, "Schema.on(dataSource).migrate()", "Schema.ddl");
        schema.migrate();
        schema.validate();
        onStore(address, SchemaLifeTest::sellsOne);
    }

    @ParameterizedTest
    @EnumSource
    void theScriptIsAllThatAHostNeeds(TestDatabase database) {
        Address address = database.empty();
        String script = Schema.ddl(Database.ofUrl(address.url()));
        String bare =
                script.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        String[] statements = Arrays.stream(bare.split(";"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toArray(String[]::new);
        address.run(statements);
        Schema.on(address.dataSource()).validate();
        onStore(address, SchemaLifeTest::sellsOne);
        Schema.on(address.dataSource()).migrate();
    }

    @ParameterizedTest
    @EnumSource
    void severalNodesMigrateAtOnce(TestDatabase database) {
        for (int round = 0; round < ROUNDS; round++) {
            migrateTogether(database.empty());
        }
    }

    /** Whoever waited must see what the other did, whatever isolation the host's connections have. */
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL_OLDEST, repeatable read",
        "POSTGRESQL_OLDEST, serializable",
        "POSTGRESQL_NEWEST, repeatable read",
        "POSTGRESQL_NEWEST, serializable"
    })
    void severalNodesMigrateAtAHigherIsolation(TestDatabase database, String isolation) {
        for (int round = 0; round < ROUNDS; round++) {
            Address address = database.empty();
            String name = address.url().replaceFirst(".*/([^?]*).*", "$1");
            address.run("alter database " + name + " set default_transaction_isolation to '" + isolation + "'");
            migrateTogether(address);
        }
    }

    private static void migrateTogether(Address address) {
        DataSource dataSource = address.dataSource();
        Together.run(NODES, node -> () -> {
            Schema.on(dataSource).migrate();
            Schema.on(dataSource).validate();
            return node;
        });
        assertThat(number(address, "select count(*) from licence_schema")).isEqualTo(Schema.VERSION);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST"})
    void theLibraryNeedsOnlyToReadAndWriteRows(TestDatabase database) {
        Address admin = database.empty();
        Schema.on(admin.dataSource()).migrate();
        Address shop = role(admin);
        admin.run("grant select, insert, update, delete on all tables in schema public to " + shop.user());
        Schema.on(shop.dataSource()).validate();
        onStore(shop, SchemaLifeTest::sellsOne);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST"})
    void whoMayNotCreateTablesIsTold(TestDatabase database) {
        Address shop = role(database.empty());
        assertThatThrownBy(() -> Schema.on(shop.dataSource()).migrate())
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll(
                        "could not be created", "permission denied", "a user who may create tables", "Schema.ddl");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST"})
    void whoMayNotInsertIsTold(TestDatabase database) {
        Address admin = database.empty();
        Schema.on(admin.dataSource()).migrate();
        Address reader = role(admin);
        admin.run("grant select, update, delete on all tables in schema public to " + reader.user());
        onStore(admin, shop -> {
            shop.sells("a", 3);
            onStore(reader, others -> {
                Shop same = new Shop(shop.id(), others.keys().forShop(shop.id()));
                assertThatThrownBy(() -> same.order("one", "a", 1))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContainingAll("lacks a privilege", "SELECT, INSERT, UPDATE and DELETE");
                assertThatThrownBy(() -> same.sells("b", 1))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("lacks a privilege");
            });
            assertThat(shop.available("a")).isEqualTo(3);
        });
    }

    /** A role that may do nothing yet. */
    private static Address role(Address admin) {
        String name = "shop_" + UUID.randomUUID().toString().replace('-', '_');
        admin.run(
                "create role " + name + " login password 'secret'",
                // Before release 15 everybody may create tables there.
                "revoke create on schema public from public");
        // The URL may name a user, who would take precedence.
        return new Address(admin.url().replaceFirst("\\?.*", ""), name, "secret");
    }

    @ParameterizedTest
    @CsvSource({
        "Oracle, 19.3, which is not supported",
        "Microsoft SQL Server, 16.00, which is not supported",
        "PostgreSQL, 13.14, PostgreSQL 13.14 is too old",
        "MariaDB, 10.5.23-MariaDB, MariaDB 10.5.23-MariaDB is too old",
        "MySQL, 5.7.44, MySQL 5.7.44 is too old",
        "H2, 2.1.214, H2 2.1.214 is too old"
    })
    void otherDatabasesAreRefused(String product, String version, String why) {
        FakeServer server = new FakeServer(product, version);
        Consumer<Runnable> refused = call -> assertThatThrownBy(call::run)
                .isInstanceOf(UnsupportedDatabaseException.class)
                .hasMessageContainingAll(
                        why,
                        "H2 from 2.2",
                        "POSTGRESQL from 14.0",
                        "YUGABYTEDB from 11.0",
                        "MARIADB from 10.6",
                        "MYSQL from 8.0");
        DataSource source = DataSource.class.cast(Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, args) -> server.connection()));
        refused.accept(() -> Schema.on(source).migrate());
        refused.accept(() -> sellsOne(Shop.on(JooqLicenceKeyStore.open(Transactions.own(source)))));
        refused.accept(() -> sellsOne(Shop.on(JooqLicenceKeyStore.open(Transactions.joining(server.connection())))));
        assertThat(server.asked()).noneMatch(sql -> sql.contains("licence_"));
    }

    private static void refused(Address address, String... parts) {
        assertThatThrownBy(() -> onStore(address, SchemaLifeTest::sellsOne))
                .isInstanceOf(SchemaException.class)
                .hasMessageContainingAll(parts);
    }

    private static void sellsOne(Shop shop) {
        shop.sells("a", 3);
        assertThat(shop.order("one", "a", 1).keys()).hasSize(1);
    }

    private static void onStore(Address address, Consumer<Shop> work) {
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(1)))) {
            work.accept(Shop.on(store));
        }
    }

    private static long number(Address address, String sql) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
