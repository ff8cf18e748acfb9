package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.licencekeys.Display;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.Outcome;
import dev.licencekeys.display.DisplayNames;
import dev.licencekeys.display.DisplayText;
import dev.licencekeys.display.DisplayTexts;
import dev.licencekeys.display.DownloadPage;
import dev.licencekeys.display.TextScope;
import dev.licencekeys.jooq.WatchedJdbc.Call;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.testkit.contract.Contract;
import dev.licencekeys.testkit.contract.Contracts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Four statements, and one for each source of keys, or on PostgreSQL one for all pools; in the scarce lane, which is H2's only one, at most one more for
 * each pool's lock; for whatever number of lines and orders. One for a repeat.
 */
class StatementCountTest {
    private static final int FIXED = 4;
    private static final int REPEAT = 1;

    /** The order, and the words. */
    private static final int PAGE = 2;

    /** What is armed still, how fast keys went, the warning, and that it is to be delivered. */
    private static final int WARNING = 4;

    /** A look whether the pool's keys are noted as taken so far, and the note. */
    private static final int NOTE = 2;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private JooqLicenceKeyStore store =
            JooqLicenceKeyStore.open(Transactions.own(TestDatabase.H2.address().dataSource()));

    private Shop shopOn(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        // Whoever opens a second connection meanwhile would be counted.
        config.setMaximumPoolSize(1);
        config.setDataSource(WatchedJdbc.dataSource(database.address().dataSource(), new WatchedJdbc.Watcher() {
            @Override
            public void before(Call call) {
                if (call.isStatement()) {
                    calls.add(call);
                }
            }
        }));
        store = JooqLicenceKeyStore.open(Transactions.ownPool(config));
        return Shop.on(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The locks of so many pools; H2 takes them one by one. */
    private static int locks(TestDatabase database, boolean scarce, int pools) {
        if (database == TestDatabase.H2) {
            return pools;
        }
        return scarce ? 1 : 0;
    }

    /** The claims from so many pools with plenty. */
    private static int claims(TestDatabase database, int pools) {
        return database == TestDatabase.POSTGRESQL_NEWEST ? 1 : pools;
    }

    private static Order order(String id, int lines, String... products) {
        return Order.of(
                id,
                IntStream.range(0, lines)
                        .mapToObj(line -> OrderLine.of("line-" + line, products[line % products.length], 1))
                        .toList());
    }

    private static List<Order> orders(String prefix, int count, int lines, String... products) {
        return IntStream.range(0, count)
                .mapToObj(i -> order(prefix + i, lines, products))
                .toList();
    }

    private <R> R count(int expected, String what, Supplier<R> work) {
        calls.clear();
        R result = work.get();
        assertThat(calls)
                .extracting(
                        call -> call.sql().substring(0, Math.min(80, call.sql().length())))
                .as("statements of %s", what)
                .hasSize(expected);
        return result;
    }

    /** The first order notes up to where keys are taken. */
    private static void learn(Shop shop, String... products) {
        for (String product : products) {
            shop.order("first-" + product, product, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void poolIsNotedOnceInThousandsOfKeys(TestDatabase database) {
        Shop shop = shopOn(database);
        shop.sells("a", 700);
        int usual = FIXED + 1 + locks(database, false, 1);
        count(usual + NOTE, "the first order", () -> shop.order("first", "a", 1));
        count(usual, "the second order", () -> shop.order("second", "a", 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void anyNumberOfLinesAndOrders(TestDatabase database) {
        Shop shop = shopOn(database);
        for (String product : List.of("a", "b", "c")) {
            shop.sells(product, 700);
        }
        learn(shop, "a", "b", "c");
        count(FIXED + 1 + locks(database, false, 1), "one line", () -> shop.order("one", "a", 1));
        count(
                FIXED + 1 + locks(database, false, 1),
                "50 lines",
                () -> shop.keys().fulfil(order("lines", 50, "a")));
        count(
                FIXED + claims(database, 3) + locks(database, false, 3),
                "50 lines of three pools",
                () -> shop.keys().fulfil(order("pools", 50, "a", "b", "c")));
        List<Order> hundred = orders("many-", 100, 2, "a", "b");
        count(
                FIXED + claims(database, 2) + locks(database, false, 2),
                "100 orders",
                () -> shop.keys().fulfilAll(hundred));
        count(REPEAT, "a repeat", () -> shop.order("one", "a", 1));
        List<Outcome> repeats =
                count(REPEAT, "a repeat of 100 orders", () -> shop.keys().fulfilAll(hundred));
        assertThat(repeats).allMatch(outcome -> outcome.orElseThrow().isComplete());
        count(REPEAT, "a product without keys", () -> shop.order("none", "gift-wrap", 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void theGeneratorIsOneSource(TestDatabase database) {
        Shop shop = shopOn(database);
        shop.sells("a", 700);
        shop.keys().products().set("made", AssignmentMethod.autoGenerated());
        learn(shop, "a");
        // No stock row is taken: the fourth statement falls away.
        count(FIXED - 1 + 1, "generated keys", () -> shop.keys().fulfil(order("made", 20, "made")));
        count(
                FIXED + 2 + locks(database, false, 1),
                "a pool and the generator",
                () -> shop.keys().fulfil(order("both", 20, "a", "made")));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void scarcePools(TestDatabase database) {
        Shop shop = shopOn(database);
        for (String product : List.of("a", "b")) {
            shop.sells(product, 100);
        }
        learn(shop, "a", "b");
        count(FIXED + 1 + locks(database, true, 1), "one scarce pool", () -> shop.order("one", "a", 1));
        count(
                FIXED + 2 + locks(database, true, 2),
                "two scarce pools",
                () -> shop.keys().fulfil(order("two", 30, "a", "b")));
        count(
                FIXED + 1 + locks(database, true, 1) + WARNING,
                "crossing the threshold",
                () -> shop.order("warned", "a", 70));
        count(FIXED + 1 + locks(database, true, 1), "an order past the threshold", () -> shop.order("past", "a", 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void aChangeOfSecretsCostsOnlyGeneratedKeysALook(TestDatabase database) {
        String id = shopOn(database).id();
        Shop shop = Shop.of(id, store, Secrets.AFTER);
        shop.sells("a", 700);
        shop.keys().products().set("made", AssignmentMethod.autoGenerated());
        learn(shop, "a");
        count(FIXED + 1 + locks(database, false, 1), "uploaded keys", () -> shop.order("one", "a", 1));
        count(REPEAT, "a repeat", () -> shop.order("one", "a", 1));
        count(FIXED - 1 + 1 + 1, "generated keys", () -> shop.keys().fulfil(order("made", 20, "made")));
        count(REPEAT, "a repeat of generated keys", () -> shop.keys().fulfil(order("made", 20, "made")));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void downloadPageOfAnyNumberOfLines(TestDatabase database) {
        Shop shop = shopOn(database);
        Display display = shop.keys().display();
        List<OrderLine> lines = IntStream.range(0, 200)
                .mapToObj(i -> new OrderLine("line-" + i, ProductRef.of("p-" + i % 50, "v-" + i), 1))
                .toList();
        IntStream.range(0, 50).forEach(i -> shop.keys().products().set("p-" + i, AssignmentMethod.autoGenerated()));
        shop.keys().fulfil(Order.of("one", lines.get(0)));
        shop.keys().fulfil(Order.of("many", lines));
        for (TextScope scope : List.of(TextScope.shop(), TextScope.of(ProductRef.of("p-7", "v-107")))) {
            display.set(scope, DisplayTexts.none().with(DisplayText.KEY_BUTTON, "Key for " + scope));
        }
        DisplayNames names = new DisplayNames("#1", product -> "");
        for (String order : List.of("none", "one", "many")) {
            DownloadPage page = count(PAGE, "the page of " + order, () -> display.page(order, names, Locale.ENGLISH));
            assertThat(page.lines()).hasSize(order.equals("none") ? 0 : order.equals("one") ? 1 : lines.size());
        }
    }

    /** Topics whose contracts make the statements of others, many times. */
    private static final Set<String> SAME_STATEMENTS = Set.of(
            "concurrency",
            "life",
            "life, at once",
            "webhooks",
            "storm",
            "held keys",
            "imports, large",
            "imports, at once",
            "by hand, at once",
            "keys, by hand");

    /** So that the data can be distributed by shop. That the other databases' statements name it, RenderTest sees. */
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_NEWEST")
    void everyStatementIsOfOneShop(TestDatabase database) {
        shopOn(database);
        int seen = 0;
        for (Contract contract : Contracts.all()) {
            if (!SAME_STATEMENTS.contains(contract.topic())) {
                contract.check(() -> store);
                // One contract after the other: all of their statements, with what was bound, are too much to keep.
                List<Call> ours = calls.stream()
                        .filter(call -> call.sql().contains("licence_"))
                        .toList();
                ours.forEach(StatementCountTest::requireOneShop);
                seen += ours.size();
                calls.clear();
            }
        }
        assertThat(seen).as("statements").isGreaterThan(1_000);
    }

    private static void requireOneShop(Call call) {
        if (!call.sql().equals("select max(version) from licence_schema")) {
            assertThat(call.sql()).contains("shop_id");
            assertThat(call.binds().stream()
                            .map(String::valueOf)
                            .filter(bind -> bind.startsWith("shop-"))
                            .distinct())
                    .as("shops in %s", call.sql())
                    .hasSize(1);
        }
    }
}
