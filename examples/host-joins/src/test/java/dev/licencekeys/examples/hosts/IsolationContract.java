package dev.licencekeys.examples.hosts;

import static dev.licencekeys.examples.hosts.TestShop.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.zaxxer.hikari.HikariDataSource;
import dev.licencekeys.Fulfilment;
import dev.licencekeys.LineFulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for the library in the transactions of every host, on every database, at every isolation: eight threads sell
 * more keys than there are, and each call gives the promised outcome, or an error in passing after which the repeated
 * transaction does. Up to the isolation that the database has by default, it seldom comes to that.
 */
@Timeout(60)
abstract class IsolationContract {
    static final int THREADS = 8;

    private static final Map<String, Integer> STOCK = Map.of(Sales.SUITE, 400, Sales.EDITOR, 60);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A deadlock may happen, in one of a thousand calls; waiting for a lock must do for the rest. */
    private static final double SELDOM = 0.05;

    /**
     * The host under test.
     *
     * @param connections from {@link #pool}
     * @param isolation of its transactions, for a host that asks for it
     */
    abstract Host host(DataSource connections, TestShop shop, Isolation isolation);

    /** Connections whose transactions are of this isolation, for a host that doesn't ask for it. */
    HikariDataSource pool(TestDatabase database, Isolation isolation) {
        return database.pool(THREADS, isolation);
    }

    static Stream<Arguments> everywhere() {
        return TestDatabase.all().stream()
                .flatMap(database -> database.isolations().map(isolation -> arguments(database, isolation)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void itIsTheIsolationOfTheLibrarysTransaction(TestDatabase database, Isolation isolation) {
        TestShop shop = new TestShop(database.admin(), 1);
        try (HikariDataSource pool = pool(database, isolation);
                Host host = host(pool, shop, isolation)) {
            String words = host.inTransaction(transaction -> {
                transaction.keys().fulfil(shop.order(1, 1));
                return transaction.ask(database.isolationQuery());
            });
            assertThat(Isolation.named(words)).isEqualTo(isolation);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void everyOrderHasItsKeysOrWaitsForThem(TestDatabase database, Isolation isolation) throws Exception {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        String name = getClass().getSimpleName() + ", " + database + ", " + isolation + ", seed " + seed;
        System.out.println(name);
        TestShop shop = shop(database);
        Sales sales = new Sales(shop, STOCK, new Random(seed));
        try (HikariDataSource pool = pool(database, isolation);
                Host host = host(pool, shop, isolation)) {
            Rush rush = new Rush(host, sales.calls()).sell(THREADS);
            System.out.println(name + ": " + rush);
            rush.wrong().forEach(Throwable::printStackTrace);
            assertThat(rush.wrong()).as("errors that do not pass").isEmpty();
            assertThat(rush.answers()).hasSameSizeAs(sales.calls());
            assertThat(rush.slowest()).as("the longest call").isLessThan(PATIENCE.plusSeconds(1));
            if (isolation.compareTo(database.usualIsolation()) <= 0) {
                assertThat(rush.failedInPassing())
                        .as("calls that failed though the database keeps no more apart than it usually does")
                        .isLessThan((int) (SELDOM * sales.calls().size()));
            }
            verify(shop, sales, rush.answers());
        }
    }

    private static TestShop shop(TestDatabase database) {
        TestShop shop = new TestShop(database.admin(), STOCK.get(Sales.EDITOR));
        shop.sells(Sales.SUITE, "SUITE-", STOCK.get(Sales.SUITE), Sales.KEYS_PER_SUITE);
        return shop.withPatience(PATIENCE);
    }

    private static void verify(TestShop shop, Sales sales, List<Fulfilment> answers) {
        Map<String, Fulfilment> recorded = new HashMap<>();
        sales.orders().forEach(order -> recorded.put(order.id(), shop.keys().fulfil(order)));
        assertThat(answers).as("what a committed answer said is on record").allSatisfy(answer -> {
            Fulfilment repeated = recorded.get(answer.orderId());
            assertThat(values(answer)).isEqualTo(values(repeated));
            assertThat(answer.waiting()).isEqualTo(repeated.waiting());
        });
        assertThat(recorded.values())
                .flatExtracting(TestShop::values)
                .as("keys given")
                .doesNotHaveDuplicates();
        assertThat(shop.ledger().saved()).as("the host's own rows").isEqualTo(answers.size());
        STOCK.forEach((product, stock) -> verifyStock(shop, product, stock, sales.orders(), recorded));
    }

    private static void verifyStock(
            TestShop shop, String product, int stock, List<Order> orders, Map<String, Fulfilment> recorded) {
        int given = 0;
        for (Order order : orders) {
            for (OrderLine line : order.lines()) {
                if (line.product().product().equals(product)) {
                    LineFulfilment has = recorded.get(order.id()).line(line.id());
                    assertThat(has.keys().size() + has.waiting())
                            .as(order.id() + ", " + line.id())
                            .isEqualTo(Sales.keys(line));
                    given += has.keys().size();
                }
            }
        }
        assertThat(given).as("keys given of " + product).isEqualTo(stock);
        assertThat(shop.free(product)).as("keys left of " + product).isZero();
    }
}
