package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.licencekeys.error.LicenceKeysException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host's transaction began long ago, and others ordered and uploaded since: what they did is seen, or refused as an error
 * in passing. No line waits beside keys, and none waits without a place in the queue.
 */
class OldSnapshotTest {
    private static final int ROUNDS = Size.of(40, 100);
    private static final int ORDERS = 2;

    static Stream<Arguments> isolations() {
        return Stream.of(TestDatabase.H2, TestDatabase.POSTGRESQL_NEWEST, TestDatabase.MARIADB)
                .flatMap(database -> Stream.of(
                                Connection.TRANSACTION_READ_UNCOMMITTED,
                                Connection.TRANSACTION_READ_COMMITTED,
                                Connection.TRANSACTION_REPEATABLE_READ,
                                Connection.TRANSACTION_SERIALIZABLE)
                        .map(isolation -> arguments(database, isolation)));
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void whatOthersDidSinceIsSeenOrRefused(TestDatabase database, int isolation) throws SQLException {
        long seed = ThreadLocalRandom.current().nextLong();
        for (int round = 0; round < ROUNDS; round++) {
            new Round(database, isolation, seed + round).play();
        }
    }

    /** One script of what others and the host do. */
    private static final class Round {
        private final TestDatabase database;
        private final int isolation;
        private final Random random;
        private final Shop shop;
        private final Map<String, Integer> ordered = new TreeMap<>();
        private final StringBuilder script;
        private int uploaded;

        Round(TestDatabase database, int isolation, long seed) {
            this.database = database;
            this.isolation = isolation;
            this.random = new Random(seed);
            this.shop = Shop.on(database.store());
            this.script = new StringBuilder("seed ").append(seed).append(':');
        }

        void play() throws SQLException {
            shop.sells("p", 0);
            int added = sum(steps("before", 3), shop);
            List<ToIntFunction<Shop>> others = steps("others", 3);
            List<ToIntFunction<Shop>> hosts = steps("host", 2);
            try (Connection connection = database.address().begin()) {
                connection.setTransactionIsolation(isolation);
                try (Statement look = connection.createStatement()) {
                    look.executeQuery("select count(*) from licence_product").close();
                }
                added += sum(others, shop);
                Shop joined = shop.with(database.store().within(Transactions.joining(connection)));
                int addedByHost;
                try {
                    addedByHost = sum(hosts, joined);
                } catch (LicenceKeysException e) {
                    assertThat(e.isTransient()).as(script + " " + e).isTrue();
                    connection.rollback();
                    addedByHost = sum(hosts, joined);
                }
                connection.commit();
                added += addedByHost;
            }
            assertThat(added).as(script + " keys added").isEqualTo(uploaded);
            int wanted = ordered.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(shop.available("p")).as(script + " keys left").isEqualTo(Math.max(0, uploaded - wanted));
            shop.keys().stock().upload("p", IntStream.rangeClosed(0, wanted).mapToObj(i -> "plenty-" + i));
            uploaded += wanted + 1;
            assertThat(shop.available("p")).as(script + " keys left of plenty").isEqualTo(uploaded - wanted);
            ordered.forEach((order, quantity) -> assertThat(
                            shop.order(order, "p", quantity).keys())
                    .as(script + " " + order)
                    .hasSize(quantity));
        }

        private static int sum(List<ToIntFunction<Shop>> steps, Shop by) {
            return steps.stream().mapToInt(step -> step.applyAsInt(by)).sum();
        }

        /** Each tells how many keys it added. */
        private List<ToIntFunction<Shop>> steps(String who, int most) {
            script.append(' ').append(who);
            List<ToIntFunction<Shop>> steps = new ArrayList<>();
            int count = 1 + random.nextInt(most);
            for (int i = 0; i < count; i++) {
                steps.add(random.nextInt(3) == 0 ? anUpload() : anOrder());
            }
            return steps;
        }

        /** Of new keys, and often of some that were uploaded before. */
        private ToIntFunction<Shop> anUpload() {
            int first = Math.max(0, uploaded - random.nextInt(3));
            int end = uploaded + 1 + random.nextInt(2);
            uploaded = end;
            script.append(" upload ").append(first).append("..").append(end - 1);
            return by -> (int) by.keys()
                    .stock()
                    .upload("p", IntStream.range(first, end).mapToObj(i -> "key-" + i))
                    .added();
        }

        /** Of a few orders, so that it often repeats or raises what another asked for. */
        private ToIntFunction<Shop> anOrder() {
            String order = "order-" + random.nextInt(ORDERS);
            int quantity = Math.max(1, ordered.getOrDefault(order, 0) + random.nextInt(3));
            ordered.put(order, quantity);
            script.append(' ').append(order).append(" of ").append(quantity);
            return by -> {
                by.order(order, "p", quantity);
                return 0;
            };
        }
    }
}
