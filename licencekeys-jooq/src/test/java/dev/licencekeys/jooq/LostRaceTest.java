package dev.licencekeys.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.Fulfilment;
import dev.licencekeys.Order;
import dev.licencekeys.OrderLine;
import dev.licencekeys.store.LicenceKeyStore;
import dev.licencekeys.store.StoreTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A line comes from somebody else between our look and our insert; the other lines of the order are ours all the same. */
class LostRaceTest {
    private static final OrderLine THEIRS = OrderLine.of("1", "p", 1);
    private static final OrderLine OURS = OrderLine.of("2", "p", 1);

    @ParameterizedTest
    @EnumSource
    void lineThatWaitsStandsInTheQueue(TestDatabase database) {
        Shop shop = starved(database);
        Fulfilment answer = shop.with(losing(database.store(), shop)).keys().fulfil(Order.of("order", THEIRS, OURS));
        assertThat(answer.waiting()).isEqualTo(2);
        requireServed(shop);
    }

    @ParameterizedTest
    @EnumSource
    void lineThatWaitsStandsInTheQueueOfAHostsTransaction(TestDatabase database) throws SQLException {
        Shop shop = starved(database);
        try (Connection host = database.address().begin()) {
            LicenceKeyStore joined = database.store().within(Transactions.joining(host));
            assertThat(shop.with(losing(joined, shop))
                            .keys()
                            .fulfil(Order.of("order", THEIRS, OURS))
                            .waiting())
                    .isEqualTo(2);
            host.commit();
        }
        requireServed(shop);
    }

    /** A shop without a key, in which somebody waits already. */
    private static Shop starved(TestDatabase database) {
        Shop shop = Shop.on(database.store());
        shop.sells("p", 0);
        shop.order("first", "p", 1);
        return shop;
    }

    private static void requireServed(Shop shop) {
        shop.keys().stock().upload("p", Stream.of("a", "b", "c"));
        assertThat(shop.available("p")).as("keys left beside lines that wait").isZero();
    }

    /** Lets somebody else fulfil the first line after the first look. */
    private static LicenceKeyStore losing(LicenceKeyStore store, Shop shop) {
        AtomicBoolean lost = new AtomicBoolean();
        return new LicenceKeyStore() {
            @Override
            public <R> R transact(Function<? super StoreTransaction, ? extends R> work) {
                return store.transact(tx -> work.apply(losing(tx, shop, lost)));
            }
        };
    }

    private static StoreTransaction losing(StoreTransaction right, Shop shop, AtomicBoolean lost) {
        return (StoreTransaction) Proxy.newProxyInstance(
                LostRaceTest.class.getClassLoader(), new Class<?>[] {StoreTransaction.class}, (self, method, args) -> {
                    try {
                        Object answer = method.invoke(right, args);
                        if (method.getName().equals("open") && !lost.getAndSet(true)) {
                            shop.keys().fulfil(Order.of("order", THEIRS));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
