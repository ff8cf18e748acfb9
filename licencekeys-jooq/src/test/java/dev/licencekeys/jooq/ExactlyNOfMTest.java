package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.jooq.ClaimSql.Lane;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.product.ProductRef;
import dev.licencekeys.product.ProductSettings;
import dev.licencekeys.product.ShortagePolicy;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StockRow;
import dev.licencekeys.store.StoreTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twelve hosts sell more keys than there are, and roll back three of ten orders: every key is sold, nobody is refused a
 * key that is free, nobody waits for ever.
 */
@Tag("deadline")
class ExactlyNOfMTest {
    private static final Duration LIMIT = Transactions.DEFAULT_PATIENCE.plusSeconds(1);
    private static final String PRODUCT = "p";

    /** Of each kind on each database. */
    private static final int ROUNDS = Integer.getInteger("licencekeys.rounds", 2);

    static Stream<Arguments> rounds() {
        return Stream.of(TestDatabase.H2, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB)
                .flatMap(database -> Stream.of(
                        arguments(database, ShortagePolicy.REJECT, 40, 1),
                        arguments(database, ShortagePolicy.REJECT, 60, 1),
                        arguments(database, ShortagePolicy.PARTIAL, 40, 3),
                        // Begins with plenty, and ends with scarce keys.
                        arguments(database, ShortagePolicy.PARTIAL, 340, 5),
                        arguments(database, ShortagePolicy.REJECT, 310, 1)));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void everyKeyIsSold(TestDatabase database, ShortagePolicy shortage, int stock, int maxQuantity)
            throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            sellOut(database, shortage, stock, maxQuantity);
        }
    }

    private static void sellOut(TestDatabase database, ShortagePolicy shortage, int stock, int maxQuantity)
            throws SQLException {
        JooqLicenceKeyStore store = database.store();
        Shop shop = shop(store, stock, shortage);
        Rush rush = rush(database, shop, stock, maxQuantity, c -> store.within(Transactions.joining(c)));
        assertThat(rush.wrong()).isEmpty();
        assertThat(rush.slowest()).as("the longest call").isLessThan(LIMIT);
        shop.keys().stock().fillWaiting();
        int expected = Math.min(stock, rush.demand());
        assertThat(assigned(database, shop)).as("keys given").isEqualTo(expected);
        assertThat(shop.available(PRODUCT)).as("keys left").isEqualTo(stock - expected);
        if (shortage == ShortagePolicy.REJECT) {
            assertThat(rush.given()).as("keys in the answers").isEqualTo(expected);
        }
    }

    /** The first takes its key from plenty, without the pool's lock; who wants all keys then must not call it gone. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void whatAnUnfinishedTransactionHoldsIsWaitedFor(TestDatabase database) throws Exception {
        JooqLicenceKeyStore store = database.store();
        Shop shop = shop(store, 300, ShortagePolicy.REJECT);
        try (Connection host = database.address().begin()) {
            shop.with(store.within(Transactions.joining(host))).order("first", PRODUCT, 1);
            CompletableFuture<Fulfilment> all = CompletableFuture.supplyAsync(() -> shop.order("all", PRODUCT, 300));
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> all.get(300, TimeUnit.MILLISECONDS));
            host.rollback();
            assertThat(all.get(10, TimeUnit.SECONDS).keys()).hasSize(300);
        }
    }

    /** The check itself: it finds a store out that takes skipped rows for keys that are gone. */
    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void whoBelievesSkipLockedIsFoundOut(TestDatabase database) {
        Memory memory = new Memory();
        Optional<String> found = Optional.empty();
        for (int round = 0; round < 10 && found.isEmpty(); round++) {
            Shop shop = shop(database.store(), 40, ShortagePolicy.REJECT);
            Rush rush = rush(database, shop, 40, 3, connection -> new Believing(connection, memory));
            found = rush.wrong().stream()
                    .filter(wrong -> wrong.startsWith("refused"))
                    .findFirst();
        }
        assertThat(found).isPresent();
    }

    private static Shop shop(LicenceKeyStore store, int stock, ShortagePolicy shortage) {
        Shop shop = Shop.on(store);
        shop.sells(PRODUCT, stock);
        ProductSettings settings = ProductSettings.of(AssignmentMethod.specificTag(PRODUCT));
        shop.keys().products().set(ProductRef.of(PRODUCT), settings.withShortage(shortage));
        return shop;
    }

    private static Rush rush(
            TestDatabase database,
            Shop shop,
            int stock,
            int maxQuantity,
            Function<Connection, LicenceKeyStore> joining) {
        long seed = Long.getLong("licencekeys.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        System.out.println("rush of " + stock + " keys on " + database + " with seed " + seed);
        // About a quarter more than there is, when three of ten are rolled back.
        int orders = stock * 2 * 9 / 10 * 2 / (1 + maxQuantity);
        return new Rush(database.address(), shop, PRODUCT, stock, joining, new Random(seed)).sell(orders, maxQuantity);
    }

    private static long assigned(TestDatabase database, Shop shop) throws SQLException {
        try (Connection connection = database.address().connect();
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from licence_assignment where shop_id = ?")) {
            statement.setString(1, shop.id());
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    /** Joins like ours, but claims with SKIP LOCKED and nothing else. */
    private record Believing(Connection connection, Memory memory) implements LicenceKeyStore {
        @Override
        public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
            return Transactions.joining(connection).within(memory, session -> work.apply(believing(session)));
        }

        private static StoreTransaction believing(Session session) {
            StoreTransaction real = new SqlTransaction(session);
            ClaimSql sql = new ClaimSql(
                    session.database(),
                    session.render(),
                    session.jdbc(),
                    new KeySql(session.database(), session.render(), session.jdbc()));
            return (StoreTransaction) Proxy.newProxyInstance(
                    StoreTransaction.class.getClassLoader(),
                    new Class<?>[] {StoreTransaction.class},
                    (self, method, args) -> {
                        if (method.getName().equals("claim")) {
                            return claim(sql, (String) args[0], (Map<?, ?>) args[1]);
                        }
                        try {
                            return method.invoke(real, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private static Map<Long, List<StockRow>> claim(ClaimSql sql, String shop, Map<?, ?> wanted) {
            Map<Long, List<StockRow>> claimed = new HashMap<>();
            wanted.forEach((pool, count) -> claimed.put(
                    (Long) pool, sql.claim(Lane.SKIP, shop, (Long) pool, 1, (Integer) count, Optional.empty())));
            return claimed;
        }
    }
}
