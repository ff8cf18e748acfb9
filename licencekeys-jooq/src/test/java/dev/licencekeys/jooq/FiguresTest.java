package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.LicenceKeys;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.pool.DuplicatePolicy;
import dev.licencekeys.pool.ImportOptions;
import dev.licencekeys.pool.KeySupply;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.ThresholdPolicy;
import dev.licencekeys.product.AssignmentMethod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Most of a large pool is not counted, and its figures are those of a count all the same. */
class FiguresTest {
    /** More than the positions between two notes. */
    private static final int KEYS = 9_000;

    private static final int STEPS = 60;

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void figuresAreThoseOfACount(TestDatabase database) throws SQLException {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        Shop shop = Shop.on(database.store());
        shop.sells("other", 5);
        int[] next = {0};
        upload(shop.keys(), next, KEYS);
        shop.keys().products().set("p", AssignmentMethod.specificTag("p"));
        try (Connection observer = database.address().connect()) {
            for (int step = 0; step < STEPS; step++) {
                String what = step(database, shop, random, next, step);
                String told = "seed " + seed + ", step " + step + ": " + what;
                assertThat(shop.available("p")).as(told).isEqualTo(counted(observer, shop));
                shop.keys().stock().warnAt(Pool.tagged("p"), ThresholdPolicy.atPercent(1 + random.nextInt(99)));
                assertAlertLeaves(observer, shop, told);
            }
        }
    }

    private static String step(TestDatabase database, Shop shop, Random random, int[] next, int step)
            throws SQLException {
        int count = 1 + random.nextInt(400);
        switch (random.nextInt(5)) {
            case 0 -> {
                upload(shop.keys(), next, count);
                return "upload of " + count;
            }
            case 1 -> {
                int first = random.nextInt(next[0]);
                Stream<String> some =
                        IntStream.range(first, Math.min(next[0], first + 20)).mapToObj(i -> "key-" + i);
                shop.keys()
                        .stock()
                        .importKeys(
                                KeySupply.of(some), ImportOptions.into("other").onDuplicate(DuplicatePolicy.MOVE));
                return "move from " + first;
            }
            case 2 -> {
                try (Connection host = database.address().begin()) {
                    sell(shop.with(database.store().within(Transactions.joining(host))), step, count);
                    host.rollback();
                }
                return "rolled back sale of " + count;
            }
            default -> {
                sell(shop, step, count);
                return "sale of " + count;
            }
        }
    }

    private static void sell(Shop shop, int step, int count) {
        shop.keys().fulfil(Order.of("order-" + step, OrderLine.of("1", "p", count)));
    }

    private static void upload(LicenceKeys keys, int[] next, int count) {
        int first = next[0];
        next[0] += count;
        keys.stock().upload("p", IntStream.range(first, next[0]).mapToObj(i -> "key-" + i));
    }

    private static long counted(Connection observer, Shop shop) throws SQLException {
        return number(
                observer,
                shop,
                "select count(*) from licence_stock s join licence_pool p on p.shop_id = s.shop_id"
                        + " and p.pool_id = s.pool_id where p.shop_id = ? and p.tag = 'p'");
    }

    /** As many keys lie behind the position at which the warning is due as the threshold leaves. */
    private static void assertAlertLeaves(Connection observer, Shop shop, String told) throws SQLException {
        var stock = shop.keys().stock().pool(Pool.tagged("p"));
        long left = stock.threshold().levels().get(0).availableOf(stock.total());
        if (stock.available() > left) {
            assertThat(number(
                            observer,
                            shop,
                            "select count(*) from licence_stock s join licence_pool p on p.shop_id = s.shop_id"
                                    + " and p.pool_id = s.pool_id where p.shop_id = ? and p.tag = 'p'"
                                    + " and s.position > p.alert_position"))
                    .as(told + ", keys left at the warning")
                    .isEqualTo(left);
        }
    }

    private static long number(Connection observer, Shop shop, String sql) throws SQLException {
        try (PreparedStatement statement = observer.prepareStatement(sql)) {
            statement.setString(1, shop.id());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
