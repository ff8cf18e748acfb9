package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Secrets.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.LicenceKeys;
import dev.licencekeys.LineCursor;
import dev.licencekeys.LinePage;
import dev.licencekeys.LineRecord;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Refund;
import dev.licencekeys.event.Act;
import dev.licencekeys.jooq.WatchedJdbc.Call;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.key.KeyProtection;
import dev.licencekeys.key.KeyState;
import dev.licencekeys.key.RefundPolicy;
import dev.licencekeys.key.Withdrawal;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.ImportReport;
import dev.licencekeys.pool.KeyCursor;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statement finds its rows through an index: no plan reads much more than what it is asked for. */
class AccessPathTest {
    private static final int KEYS = 20_000;
    private static final int ORDERS = 2_000;
    private static final int NEIGHBOURS = 4;
    private static final int CUSTOMERS = 200;
    private static final Act ACT = new Act("who", "why");

    /** Rows that one step of a plan may read, a batch and some; the shop has many times as many of everything. */
    private static final long MANY = 1_100;

    private static final List<String> TABLES =
            List.of("licence_key", "licence_stock", "licence_order_line", "licence_assignment", "licence_waiting");

    private final Map<String, Call> calls = new LinkedHashMap<>();

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST", "MARIADB"})
    void noPlanReadsALot(TestDatabase database) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(1);
        config.setDataSource(WatchedJdbc.dataSource(database.address().dataSource(), new WatchedJdbc.Watcher() {
            @Override
            public void before(Call call) {
                if (call.sql().contains("licence_") && !call.sql().startsWith("insert")) {
                    calls.put(call.sql(), call);
                }
            }
        }));
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(config))) {
            Shop shop = Shop.on(store);
            stock(database, shop);
            calls.clear();
            work(shop);
            support(shop);
            tell(shop);
            rotate(Shop.of(shop.id(), store, NOW.alsoReading(KeyProtection.plaintext())));
        }
        // The figures of a shop are counted.
        calls.keySet().removeIf(sql -> sql.contains("licence_schema") || sql.contains("count(*)"));
        assertThat(calls).hasSizeGreaterThan(25);
        int counted = 0;
        List<String> failures = new ArrayList<>();
        try (Connection connection = database.address().begin()) {
            if (Database.of(connection) == Database.POSTGRESQL) {
                // What it does with tables of gigabytes; these fit into a few pages.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set local enable_seqscan = off");
                }
            }
            for (Call call : calls.values()) {
                String plan = plan(database, connection, call);
                OptionalLong most = mostRows(database, plan);
                counted += most.isPresent() ? 1 : 0;
                if (most.orElse(0) > MANY) {
                    failures.add(abridged(call.sql()) + "\n" + abridged(plan));
                }
            }
            connection.rollback();
        }
        assertThat(failures).isEmpty();
        assertThat(counted).as("plans with rows counted").isGreaterThan(calls.size() * 2 / 3);
    }

    /**
     * A pool was full when the statistics were made and is empty now, and the only line that waits is a neighbour's: what
     * PostgreSQL then expects to find at once is not there, and it must not read whole tables for it.
     */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_OLDEST", "POSTGRESQL_NEWEST"})
    void nobodySearchesForWhatIsGone(TestDatabase database) throws SQLException {
        Address address = database.empty();
        Schema.on(address.dataSource()).migrate();
        try (JooqLicenceKeyStore store = JooqLicenceKeyStore.open(Transactions.ownPool(address.pool(1)));
                Connection host = address.begin()) {
            Shop shop = Shop.on(store);
            TABLES.forEach(table -> address.run("alter table " + table + " set (autovacuum_enabled = false)"));
            shop.sells("a", 3_000);
            shop.sells("other", 9_000);
            waits(shop, "none", 1_000);
            waits(shop, "later", 4_000);
            address.run("vacuum analyze");
            IntStream.range(0, 3).forEach(i -> shop.order("all-" + i, "a", 1_000));
            shop.keys().stock().upload("none", IntStream.range(0, 1_000).mapToObj(i -> "none-" + i));
            shop.order("first-to-wait", "a", 1);
            Shop joined = shop.with(store.within(Transactions.joining(host)));
            for (String product : List.of("a", "none")) {
                long before = rowsRead(host);
                assertThat(joined.order("new", product, 1).waiting()).isEqualTo(1);
                assertThat(rowsRead(host) - before)
                        .as("rows read for %s", product)
                        .isLessThan(MANY);
                host.rollback();
            }
        }
    }

    private static void waits(Shop shop, String product, int lines) {
        shop.sells(product, 0);
        for (int first = 0; first < lines; first += 500) {
            shop.keys()
                    .fulfilAll(IntStream.range(first, first + 500)
                            .mapToObj(i -> order(product + i, 1, product))
                            .toList());
        }
    }

    private static long rowsRead(Connection host) throws SQLException {
        try (Statement statement = host.createStatement();
                ResultSet result = statement.executeQuery("select sum(coalesce(seq_tup_read, 0) +"
                        + " coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables where relname like 'licence%'")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String abridged(String text) {
        String shorter = text.replaceAll(" *(Index Cond|Buffers|Recheck Cond).*\n", "")
                .replaceAll("Filter: (.{60}).*", "$1")
                .replaceAll("(, \\?|, \\(\\?, \\?, \\?\\))+", ", ?")
                .replaceAll("\\{.*?}", "{}")
                .replaceAll("cast\\(.*?\\) as \\w+", "-");
        return shorter.substring(0, Math.min(2_500, shorter.length()));
    }

    /** The shop, and others that have as much. */
    private static void stock(TestDatabase database, Shop shop) {
        shop.sells("a", KEYS);
        shop.sells("b", 20);
        shop.keys().products().set("b", AssignmentMethod.specificTag("b").thenTag("a"));
        shop.sells("none", 0);
        for (int first = 0; first < ORDERS; first += 500) {
            shop.keys()
                    .fulfilAll(IntStream.range(first, first + 500)
                            .mapToObj(i -> order("order-" + i, 4, "a", i % 100 == 0 ? "none" : "a"))
                            .toList());
        }
        for (int neighbour = 1; neighbour <= NEIGHBOURS; neighbour++) {
            for (String table : TABLES) {
                String columns = switch (table) {
                    case "licence_key" -> "key_id, sealed_value, fingerprint, import_id, note, created_at";
                    case "licence_stock" -> "pool_id, position, key_id";
                    case "licence_order_line" ->
                        "order_id, line_id, product_id, variant_id, customer_ref, quantity, keys_per_unit, shortage,"
                                + " waiting_keys, created_at";
                    case "licence_assignment" -> "key_id, order_id, line_id, key_number, pool_id, assigned_at";
                    default -> "pool_id, order_id, line_id";
                };
                database.address()
                        .run("insert into " + table + " (shop_id, " + columns + ") select concat(shop_id, '-"
                                + neighbour + "'), " + columns + " from " + table + " where shop_id = '" + shop.id()
                                + "'");
            }
        }
        String analyze = database == TestDatabase.MARIADB ? "analyze table " : "analyze ";
        if (database == TestDatabase.H2) {
            database.address().run("analyze");
        } else {
            TABLES.forEach(table -> database.address().run(analyze + table));
        }
    }

    private static Order order(String id, int quantity, String... products) {
        List<OrderLine> lines = IntStream.range(0, products.length)
                .mapToObj(i -> OrderLine.of("line-" + i, products[i], quantity))
                .toList();
        return Order.of(id, lines).forCustomer("customer-" + Math.floorMod(id.hashCode(), CUSTOMERS));
    }

    /** Everything that a shop does. */
    private static void work(Shop shop) {
        shop.order("one", "a", 1);
        shop.order("one", "a", 1);
        shop.order("one", "a", 3);
        shop.order("scarce", "b", 25);
        shop.order("waits", "none", 2);
        List<Order> several = IntStream.range(0, 20)
                .mapToObj(i -> order("new-" + i, 1, "a", "none"))
                .toList();
        shop.keys().fulfilAll(several);
        shop.keys().fulfilAll(several);
        ImportReport report = shop.keys()
                .stock()
                .importKeys(
                        KeySupply.of(IntStream.rangeClosed(KEYS - 30, KEYS + 30).mapToObj(i -> "a-" + i)),
                        ImportOptions.into("c").onDuplicate(DuplicatePolicy.MOVE));
        shop.keys().stock().undoImport(report.id());
        shop.keys().stock().ignoreCase(Pool.tagged("any"));
        shop.keys().stock().upload("any", Stream.of("any-1", "ANY-1", "any-2"));
        shop.keys()
                .stock()
                .importKeys(
                        KeySupply.of(Stream.of("ANY-2", "a-" + (KEYS - 1))),
                        ImportOptions.into("any").onDuplicate(DuplicatePolicy.MOVE));
        shop.keys().stock().retireExpired();
        shop.keys().stock().upload("none", Stream.of("n-1", "n-2", "n-3"));
        shop.keys().stock().fillWaiting();
        shop.keys().stock().pools();
        shop.sells("b", 30);
    }

    /** What people do for customers. */
    private static void support(Shop shop) {
        LicenceKeys keys = shop.keys();
        List<LineRecord> some = keys.orders().latest(LineCursor.LATEST, 100).lines().stream()
                .filter(line -> line.keys().size() > 1)
                .toList();
        KeyId first = some.get(0).keys().get(0).id();
        KeyId second = some.get(1).keys().get(0).id();
        keys.support().revoke(first, ACT);
        keys.support().reinstate(first, ACT);
        keys.support().replace(second, Withdrawal.REVOKE, ACT);
        keys.support().move(first, "moved", "1", ACT);
        keys.reveal("order-7", "line-0");
        keys.refund(Refund.ofLine("refund", "order-7", "line-0"));
        keys.refund(Refund.ofOrder("refund", order("order-8", 4, "a", "a")).with(RefundPolicy.RETURN_UNREVEALED));
        keys.orders().changeCustomer("order-9", "somebody else", ACT);
        keys.orders().erase("customer-7", ACT);
    }

    /** What they ask. */
    private static void tell(Shop shop) {
        LicenceKeys keys = shop.keys();
        for (LineCursor before : List.of(LineCursor.LATEST, LineCursor.before(Instant.EPOCH))) {
            keys.orders().latest(before, 20);
            keys.orders().ofCustomer("customer-1", before, 20);
            keys.orders().ofProduct(ProductRef.of("a"), before, 20);
            keys.orders().ofProduct(ProductRef.of("a", "large"), before, 20);
        }
        LinePage page = keys.orders().latest(LineCursor.LATEST, 20);
        keys.orders().latest(page.next().orElseThrow(), 20);
        keys.orders().lines("order-9");
        keys.orders().waiting(Pool.tagged("none"), 0, 20);
        keys.verifier().verify("a-5");
        keys.verifier().isGenuine("a-6", "somebody");
        // Keys that were seen are looked for among all that were given, of which here too few were.
        for (KeyState state : EnumSet.complementOf(EnumSet.of(KeyState.REVEALED))) {
            keys.inventory().keys(Pool.tagged("a"), state, KeyCursor.START, 20);
        }
        keys.audit().latest(20);
        keys.audit().history(page.lines().get(0).keys().get(0).id());
    }

    /** Two batches, the second of which comes back to the first. */
    private static void rotate(Shop shop) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> shop.keys().protection().rotate(progress -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
        }
        shop.keys().protection().status();
    }

    private static String plan(TestDatabase database, Connection connection, Call call) throws SQLException {
        String explain = switch (database) {
            case H2, H2_FILE -> "explain analyze ";
            case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST -> "explain (analyze, timing off) ";
            case MARIADB -> "analyze ";
        };
        try (PreparedStatement statement = connection.prepareStatement(explain + call.sql())) {
            int parameters = (int) call.sql().chars().filter(c -> c == '?').count();
            for (int i = 0; i < parameters; i++) {
                statement.setObject(i + 1, call.binds().get(i));
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        plan.append(rows.getString(column)).append(' ');
                    }
                    plan.append('\n');
                }
            }
            return plan.toString();
        }
    }

    /** Where a plan tells how many rows it really read. */
    private static Pattern counts(TestDatabase database) {
        return Pattern.compile(
                switch (database) {
                    case H2, H2_FILE -> "scanCount: (\\d+)";
                    case POSTGRESQL_OLDEST, POSTGRESQL_NEWEST -> "(?:actual rows=|Rows Removed by .*: )(\\d+)";
                    // The columns are key length, reference, estimated rows, real rows.
                    case MARIADB -> " \\S+ \\d+ (\\d+)\\.\\d\\d ";
                });
    }

    private static OptionalLong mostRows(TestDatabase database, String plan) {
        return counts(database)
                .matcher(plan)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .max();
    }
}
