package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Secrets.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.product.AssignmentMethod;
import dev.licencekeys.store.Reseal;
import dev.licencekeys.store.SealedKey;
import dev.licencekeys.store.StoredProof;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever writes to the table of keys can destroy one, but not give out another in its place. */
class TamperingTest {
    private static final int KEYS = Size.of(200, 1_000);

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void everyFlippedBitIsRefused(TestDatabase database) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        tamper(
                database,
                "seed " + seed,
                (keys, i) -> flipped(keys.get(i).value().bytes(), random));
    }

    private static SealedValue flipped(byte[] value, Random random) {
        byte[] flipped = value.clone();
        int bit = random.nextInt(value.length * Byte.SIZE);
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return new SealedValue(flipped);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL_NEWEST", "MARIADB"})
    void everySwappedRowIsRefused(TestDatabase database) {
        tamper(
                database,
                "each has the next one's value",
                (keys, i) -> keys.get((i + 1) % keys.size()).value());
    }

    /** What somebody puts into a row. */
    @FunctionalInterface
    private interface Tamperer {
        SealedValue value(List<SealedKey> keys, int i);
    }

    private static void tamper(TestDatabase database, String how, Tamperer tamperer) {
        Shop shop = Shop.on(database.store(), OLD);
        shop.keys().stock().upload("p", IntStream.rangeClosed(1, KEYS + 1).mapToObj(i -> "CANARY-" + i));
        shop.keys().products().set("p", AssignmentMethod.specificTag("p"));
        List<Order> orders = IntStream.range(0, KEYS)
                .mapToObj(i -> Order.of("order-" + i, OrderLine.of("1", "p", 1)))
                .toList();
        orders.forEach(shop.keys()::fulfil);
        List<SealedKey> right =
                database.store().transact(tx -> tx.keys(shop.id(), StoredProof.NOWHERE, Integer.MAX_VALUE));
        List<SealedKey> wrong = IntStream.range(0, right.size())
                .mapToObj(i -> with(right.get(i), tamperer.value(right, i)))
                .toList();
        write(database, shop, right, wrong);
        for (Order order : orders) {
            Throwable thrown = catchThrowable(() -> shop.keys().fulfil(order));
            assertThat(thrown).as("%s, %s", order.id(), how).isInstanceOf(StoreException.class);
            assertThat(trace(thrown)).as(how).doesNotContain("CANARY");
        }
        assertThat(catchThrowable(() -> shop.order("new", "p", 1))).as(how).isInstanceOf(StoreException.class);
        assertThat(shop.available("p")).as("keys left, %s", how).isEqualTo(1);
        write(database, shop, wrong, right);
        for (int i = 0; i < KEYS; i++) {
            assertThat(Shop.values(shop.keys().fulfil(orders.get(i)))).containsExactly("CANARY-" + (i + 1));
        }
    }

    private static SealedKey with(SealedKey key, SealedValue value) {
        return new SealedKey(key.id(), value, key.fingerprint());
    }

    private static void write(TestDatabase database, Shop shop, List<SealedKey> before, List<SealedKey> after) {
        List<Reseal> changes = IntStream.range(0, before.size())
                .mapToObj(i -> new Reseal(before.get(i), after.get(i)))
                .toList();
        assertThat(database.store().<Integer>transact(tx -> tx.reseal(shop.id(), changes)))
                .isEqualTo(KEYS + 1);
    }

    /** Everything that a log would show of it. */
    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
